// The reports that one can open: a list, and one of them at a time, by what stands behind # in the address.
import { stateOf, isWaiting } from "./fold.js";
import { byId, copyOf, day, say, showOnly, sayNothing, words } from "./page.js";
import { showReport } from "./report.js";
import * as sealing from "./sealing.js";
import { get } from "./server.js";
import { partsOf } from "./told.js";
import { unlocked } from "./unlock.js";

const reports = new Map();
let pairs = new Map();
let closedToMe = 0;

async function begin() {
  await sealing.ready();
  const { keys } = await get("key/mine/");
  if (!keys.length) {
    showOnly("no-key");
    return;
  }
  showOnly("unlock");
  pairs = await unlocked(keys);
  showOnly("opening");
  await load();
  window.addEventListener("hashchange", route);
  for (const id of ["search", "show"]) byId(id).addEventListener("input", list);
  await route();
}

/** Read every report there is for this person, and open what opens. */
async function load() {
  reports.clear();
  closedToMe = 0;
  let after = "";
  do {
    const told = await get(`reports/listed/?after=${after}`);
    for (const one of told.reports) {
      const opened = openReport(one);
      if (opened) reports.set(one.id, opened);
      else closedToMe += 1;
    }
    after = told.after;
  } while (after);
}

/** Open a report with one of the keys; null when it is sealed to a key that is not open. */
function openReport(sent) {
  const wrap = sent.wraps.find((one) => pairs.has(one.key));
  if (!wrap) return null;
  const pair = sealing.pairOf(sealing.open(sealing.fromBase64(wrap.sealed), pairs.get(wrap.key)));
  const report = { ...sent, pair, entries: [] };
  addEntries(report, sent.entries);
  return report;
}

/** Open entries that came from the server and add those that are new. What does not open is named as damaged. */
export function addEntries(report, sent) {
  const known = new Set(report.entries.map((entry) => entry.id));
  for (const one of sent.filter((entry) => !known.has(entry.id))) {
    report.entries.push({ ...opened(one, report.pair), id: one.id, place: one.place, staffOnly: one.staff_only });
  }
  report.entries.sort((one, other) => one.place - other.place);
  report.state = stateOf(report.entries);
  report.waits = isWaiting(report.entries) && report.state.status !== "closed";
}

function opened(sent, pair) {
  try {
    return sealing.openEntry(sent.sealed, pair);
  } catch {
    return { kind: "damaged", by: "", on: sent.on };
  }
}

async function route() {
  sayNothing();
  const report = reports.get(location.hash.slice(1));
  if (report) await showReport(report, { addEntries, back, forget });
  else list();
}

/** Go back to the list, with a word on what was done. */
function back(text) {
  history.replaceState(null, "", location.pathname);
  list();
  if (text) say("success", text);
}

/** A report that was handed on is not this person's any more. */
function forget(report) {
  reports.delete(report.id);
}

const ORDER = ["critical", "high", "medium", "low", ""];

function list() {
  const wanted = byId("search").value.trim().toLowerCase();
  const choice = byId("show").value;
  const rows = [...reports.values()].filter((report) => matches(report, choice) && text(report).includes(wanted));
  rows.sort((one, other) => rank(one) - rank(other) || other.received_on.localeCompare(one.received_on) || one.id.localeCompare(other.id));
  byId("rows").replaceChildren(...rows.map(row));
  byId("table").hidden = !rows.length;
  byId("none").hidden = reports.size > 0;
  byId("none-found").hidden = rows.length > 0 || !reports.size;
  byId("closed-to-me").hidden = !closedToMe;
  showOnly("list");
}

const rank = (report) => (report.state.status === "closed" ? 100 : 0) + (report.waits ? 0 : 10) + ORDER.indexOf(report.state.severity);

function matches(report, choice) {
  if (choice === "open") return report.state.status !== "closed";
  if (choice === "waiting") return report.waits;
  return choice === "all" || report.state.status === choice;
}

const text = (report) => report.entries.map((entry) => `${entry.what ?? ""} ${entry.text ?? ""} ${entry.names ?? ""}`).join(" ").toLowerCase();

/** The first words of what was reported: a report has no number, because numbers have gaps. */
export function titleOf(report) {
  const said = partsOf(report.entries).what.replace(/\s+/g, " ").trim();
  return said.length > 70 ? `${said.slice(0, 69)}…` : said || words("untitled");
}

function row(report) {
  const { state } = report;
  const next = state.due.map((one) => one.on).sort()[0] ?? "";
  const made = copyOf("row", {
    title: titleOf(report),
    city: report.city_name || words("no-city"),
    received: day(report.received_on),
    status: words(state.status),
    severity: state.severity ? words(state.severity) : "",
    due: day(next),
    waits: report.waits ? words("waits") : "",
  });
  made.querySelector("a").href = `#${report.id}`;
  return made;
}

begin().catch((error) => say("error", error.message));
