// One report: what was said, what it is now, and what can be done with it.
import { fieldsOf, nameOf, onSubmit } from "./asking.js";
import { exportReport } from "./export.js";
import { showFiles } from "./files.js";
import { bindHanding, showPeople } from "./handing.js";
import { byId, copyOf, day, fill, say, showOnly, words } from "./page.js";
import * as sealing from "./sealing.js";
import { get, post, WrittenMeanwhile } from "./server.js";
import { partsOf } from "./told.js";

const STAFF_ONLY = new Set([
  ...["note", "status", "severity", "category", "assign", "due", "decision", "recovered", "referral"],
  ...["recuse", "exclusion", "share", "hold", "redaction"],
]);
const SAID = new Set(["message", "correction", "withdrawal", "objection", "note", "transfer"]);
const NAMES_ITSELF = new Set(["message", "transfer"]);
const drafts = new Map();

const me = () => byId("hotline").dataset.me;
const today = () => byId("hotline-today").dateTime;

/** Make an entry and seal it to the report. */
export function sealedEntry(report, entry) {
  const whole = { by: me(), on: today(), ...entry };
  return {
    id: sealing.newId(),
    staff_only: STAFF_ONLY.has(entry.kind),
    sealed: sealing.sealEntry(whole, sealing.fromBase64(report.public_key)),
  };
}

/** Show a report. `list` says how its entries are added, and how to go back. */
export async function showReport(report, list) {
  const around = await get(`reports/${report.id}/`);
  const view = byId("report");
  view.replaceChildren(copyOf("report-page"));
  const context = { report, around, list, view, refresh: () => showReport(report, list) };
  show(context);
  bind(context);
  bindHanding(context, sealedEntry);
  showOnly("report");
  view.querySelector("h1, h2")?.focus();
  await sealToKeepers(context);
}

function show(context) {
  const { report, around, view } = context;
  const { state } = report;
  fill(view, {
    ...facts(context),
    ...partsOf(report.entries),
    decision: state.decision,
    objection: state.has_objection ? words("objects") : "",
    withdrawn: state.is_withdrawn ? words("withdrawn") : "",
    rehearsal: report.is_rehearsal ? words("rehearsal") : "",
  });
  const said = report.entries.filter((entry) => SAID.has(entry.kind) || entry.kind === "damaged");
  byId("thread").replaceChildren(...said.map((entry) => spoken(entry, around)));
  byId("thread-empty").hidden = said.length > 0;
  byId("history-rows").replaceChildren(...history(context));
  byId("due-rows").replaceChildren(...state.due.map((one) => copyOf("due-row", { what: one.what, on: day(one.on) })));
  showFiles(context);
  showPeople(context);
  const isClosed = state.status === "closed";
  byId("close-form").hidden = isClosed;
  byId("reopen").hidden = !isClosed;
  byId("hold-on").hidden = report.is_held;
  byId("hold-off").hidden = !report.is_held;
  for (const [id, value] of [["status-choice", state.status], ["severity-choice", state.severity], ["category-choice", state.category]]) byId(id).value = value;
}

function facts({ report, around }) {
  const { state } = report;
  return {
    title: titleOf(report),
    status: words(state.status),
    severity: state.severity ? words(state.severity) : "",
    category: state.category ? categoryName(state.category) : words("no-category"),
    city: report.city_name || words("no-city"),
    received: day(report.received_on),
    assigned: state.assigned ? nameOf(state.assigned, around) : "",
    recovered: state.recovered ? money(state.recovered) : "",
    referred: state.referrals.join(", "),
    deleted: report.delete_after ? day(report.delete_after) : "",
    held: report.is_held ? words("held") : "",
    outcome: state.outcome ? words(state.outcome) : "",
  };
}

function titleOf(report) {
  return partsOf(report.entries).what.replace(/\s+/g, " ").trim().slice(0, 90) || words("untitled");
}

const categoryName = (slug) => byId("category-choice").querySelector(`option[value="${CSS.escape(slug)}"]`)?.textContent ?? slug;

const money = (cents) => new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "USD" }).format(cents / 100);

/** One thing said. The report's own book tells who wrote it; another name in the seal is a warning. */
function spoken(entry, around) {
  const written = around.history.find((event) => event.entries.includes(entry.id));
  const isTrue = entry.by === "reporter" ? !written?.by : written?.by === entry.by;
  const made = copyOf("spoken", {
    who: nameOf(entry.by, around),
    on: day(entry.on),
    text: entry.kind === "transfer" ? `${words("transfer")} ${entry.to}` : (entry.text ?? words("damaged")),
    kind: NAMES_ITSELF.has(entry.kind) ? "" : words(entry.kind),
    secret: entry.staffOnly ? words("staff-only") : "",
    doubt: isTrue || entry.kind === "damaged" ? "" : words("doubt"),
  });
  made.firstElementChild.classList.add(entry.by === "reporter" ? "hl-said--reporter" : "hl-said--staff");
  if (entry.staffOnly) made.firstElementChild.classList.add("hl-said--secret");
  return made;
}

/** The report's own book: who did what, and what the entries of each step say. */
function history({ report, around }) {
  const byId_ = new Map(report.entries.map((entry) => [entry.id, entry]));
  return around.history.map((event) => {
    const steps = event.entries.map((id) => byId_.get(id)).filter(Boolean);
    const told = steps.map((entry) => inWords(entry, around)).join("; ");
    return copyOf("history-row", { at: day(event.on), who: event.name || words("reporter"), what: told || words(`did-${event.action}`) });
  });
}

function inWords(entry, around) {
  const said = { status: words(entry.status), severity: words(entry.severity), assign: nameOf(entry.user, around), category: categoryName(entry.category ?? ""), redaction: entry.ground };
  const detail = said[entry.kind] ?? (entry.kind === "due" ? `${entry.what} ${day(entry.due)}` : "");
  return detail ? `${words(entry.kind)}: ${detail}` : words(entry.kind);
}

/** Forms that write one entry: their fields carry `data-field`, and no name, so that nothing leaves in the clear. */
function bind(context) {
  const { view, report } = context;
  for (const form of view.querySelectorAll("form[data-kind]")) {
    keepDraft(report, form);
    onSubmit(form, async (place) => {
      const entry = { kind: form.dataset.kind, ...fieldsOf(form) };
      await write(context, form, [sealedEntry(report, entry)], place);
    });
  }
  onSubmit(byId("close-form"), async () => {
    const { outcome, text } = fieldsOf(byId("close-form"));
    const facts_ = { outcome, category: report.state.category, recovered_cents: report.state.recovered };
    const entries = [{ kind: "decision", text, outcome }, { kind: "status", status: "closed" }];
    await settle(context, "close/", { facts: facts_ }, entries);
  });
  onSubmit(byId("reopen"), () => settle(context, "reopen/", {}, [{ kind: "status", status: "investigating" }]));
  for (const [id, isHeld] of [["hold-on", true], ["hold-off", false]]) {
    onSubmit(byId(id), async () => {
      const text = fieldsOf(byId(id)).text ?? "";
      await settle(context, "hold/", { is_held: isHeld }, [{ kind: "hold", is_held: isHeld, text }]);
    });
  }
  onSubmit(byId("export-form"), () => exportReport(context, sealedEntry));
}

/** Write entries. When somebody else wrote meanwhile, show it first and let the person decide. */
async function write(context, form, entries, place) {
  const { report, list } = context;
  const body = { entries, seen: report.entries.at(-1)?.place ?? 0, even_so: form.dataset.evenSo === "yes" };
  try {
    const told = await post(`reports/${report.id}/write/`, body);
    list.addEntries(report, told.entries);
  } catch (error) {
    if (!(error instanceof WrittenMeanwhile)) throw error;
    list.addEntries(report, error.entries);
    byId("thread").replaceChildren(...report.entries.filter((one) => SAID.has(one.kind)).map((one) => spoken(one, context.around)));
    say("warning", words("meanwhile"), place);
    return;
  }
  drafts.delete(draftName(report, form));
  await context.refresh();
  say("success", words("written"));
}

/** Take a step that the server must know of, and show the report as it is then. */
async function settle(context, path, body, entries) {
  const { report, list } = context;
  const told = await post(`reports/${report.id}/${path}`, { ...body, entries: entries.map((entry) => sealedEntry(report, entry)) });
  Object.assign(report, { delete_after: told.delete_after, is_held: told.is_held });
  list.addEntries(report, told.entries);
  await context.refresh();
  say("success", words("written"));
}

const draftName = (report, form) => `${report.id}/${form.id}`;

/** What was typed stays while one looks at other reports. */
function keepDraft(report, form) {
  const field = form.querySelector("textarea");
  if (!field) return;
  field.value = drafts.get(draftName(report, form)) ?? "";
  field.addEventListener("input", () => drafts.set(draftName(report, form), field.value));
}

/** Keepers come and go: whoever reads the report seals it to the groups that the rule names today. */
async function sealToKeepers({ report, around }) {
  if (around.groups_are_sealed || !around.groups.length) return;
  const groups = around.groups.map((keys) => {
    const publicKeys = keys.map((key) => sealing.fromBase64(around.keys[key].public_key));
    return { keys, sealed: sealing.toBase64(sealing.sealNested(report.pair.privateKey, publicKeys)) };
  });
  await post(`reports/${report.id}/groups/`, { groups });
}
