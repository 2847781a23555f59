// What leaves for a records request: chosen parts of a report, with the ground on which the rest stays closed.
import { fieldsOf, nameOf } from "./asking.js";
import { download } from "./files.js";
import { byId, day, say, words } from "./page.js";
import { post } from "./server.js";
import { partsOf } from "./told.js";

/** Write the file in the browser, and note in the report that it was made. */
export async function exportReport(context, sealedEntry) {
  const { report, around, list } = context;
  const form = byId("export-form");
  const { ground } = fieldsOf(form);
  const wanted = new Set([...form.querySelectorAll("input[data-open]:checked")].map((box) => box.dataset.open));
  const hidden = fieldsOf(form).hide.split("\n").map((line) => line.trim()).filter(Boolean);
  const cited = `${form.querySelector("[data-field=ground]").dataset.law} ${ground}`.trim();
  const page = pageOf(context, { wanted, hidden, cited });
  const leftOut = ["report", "messages", "decision"].filter((part) => !wanted.has(part));
  const entry = { kind: "redaction", ground, left_out: leftOut };
  const told = await post(`reports/${report.id}/write/`, {
    entries: [sealedEntry(report, entry)],
    seen: report.entries.at(-1)?.place ?? 0,
    even_so: true,
  });
  list.addEntries(report, told.entries);
  download(new Blob([page], { type: "text/html" }), "report.html");
  say("success", words("exported"), form.querySelector("[data-said]"));
  return around;
}

const literal = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** The file: plain HTML without script. What is closed says on which ground. */
export function pageOf({ report, around }, { wanted, hidden, cited }) {
  const closed = `[${words("closed-by")} ${cited}]`;
  const pattern = new RegExp(hidden.map(literal).join("|") || "(?!)", "giu");
  const open = (text) => text.replace(pattern, closed);
  const made = document.implementation.createHTMLDocument(words("export-title"));
  made.documentElement.lang = document.documentElement.lang;
  const add = (tag, text) => made.body.appendChild(made.createElement(tag)).append(text);
  add("h1", words("export-title"));
  add("p", `${report.city_name} · ${day(report.received_on)}`);
  add("h2", words("report"));
  const told = Object.entries(partsOf(report.entries)).filter(([, text]) => text);
  if (wanted.has("report")) for (const [part, text] of told) add("p", `${words(part)}: ${open(text)}`);
  if (!wanted.has("report")) add("p", closed);
  add("h2", words("messages"));
  for (const entry of report.entries.filter((one) => one.kind === "message")) {
    const who = entry.by === "reporter" ? words("reporter") : nameOf(entry.by, around);
    if (wanted.has("messages")) add("p", `${day(entry.on)}, ${open(who)}: ${open(entry.text)}`);
  }
  if (!wanted.has("messages")) add("p", closed);
  add("h2", words("decision"));
  add("p", wanted.has("decision") ? open(report.state.decision || "–") : closed);
  return `<!doctype html>\n${made.documentElement.outerHTML}\n`;
}
