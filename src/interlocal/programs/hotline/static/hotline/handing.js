// Who reads a report: giving it to one more, stepping off, taking somebody off, handing it to another city.
import { fieldsOf, nameOf, onSubmit } from "./asking.js";
import { byId, copyOf, once, say, words } from "./page.js";
import * as sealing from "./sealing.js";
import { post } from "./server.js";

/** Show the readers, and whom the report can be given to. */
export function showPeople({ report, around }) {
  byId("reader-rows").replaceChildren(
    ...around.readers.map((one) => copyOf("reader-row", { name: one.name, note: one.needs_wrap ? words("new-key") : "" })),
  );
  options("assign-choice", around.readers.map((one) => [one.id, one.name]));
  options("share-choice", around.may_be_given.map((id) => [id, nameOf(id, around)]));
  options("exclude-choice", around.may_be_excluded.map((one) => [one.id, one.name]));
  options("transfer-choice", around.cities.map((one) => [one.id, one.name]));
  byId("assign-choice").value = report.state.assigned;
  const standIns = around.stand_ins.map((id) => nameOf(id, around)).join(", ");
  byId("recuse-who").textContent = standIns || words("others-read");
}

function options(id, pairs) {
  const select = byId(id);
  const first = select.querySelector("option[value='']");
  select.replaceChildren(...(first ? [first] : []), ...pairs.map(([value, text]) => new Option(text, value)));
  select.closest("[data-needs-options]")?.toggleAttribute("hidden", !pairs.length);
}

/** What the forms of this part do. */
export function bindHanding(context, sealedEntry) {
  const { report, around, list } = context;
  const send = (path, body, entry) => post(`reports/${report.id}/${path}`, { ...body, entries: [sealedEntry(report, entry)] });

  onSubmit(byId("share-form"), async () => {
    const { person } = fieldsOf(byId("share-form"));
    await send("share/", { wraps: wraps(report, around, [person]) }, { kind: "share", user: person });
    await context.refresh();
    say("success", words("shared"));
  });
  onSubmit(byId("exclude-form"), async () => {
    const { person } = fieldsOf(byId("exclude-form"));
    await send("exclude/", { person }, { kind: "exclusion", user: person });
    await context.refresh();
    say("success", words("excluded"));
  });
  onSubmit(byId("recuse-form"), async () => {
    const body = { wraps: wraps(report, around, around.stand_ins) };
    const entry = { kind: "recuse", user: byId("hotline").dataset.me, substitutes: around.stand_ins };
    await send("recuse/", body, entry);
    list.forget(report);
    list.back(words("recused"));
  });
  onSubmit(byId("transfer-form"), async () => {
    const { city } = fieldsOf(byId("transfer-form"));
    const chosen = around.cities.find((one) => one.id === city);
    const entry = { kind: "transfer", to: chosen.name, from: report.city_name };
    await send("transfer/", { city, wraps: wraps(report, around, chosen.people) }, entry);
    list.forget(report);
    list.back(words("transferred"));
  });
  for (const box of document.querySelectorAll("#report [data-sure]")) {
    const button = box.closest("form").querySelector("button[type=submit]");
    button.disabled = true;
    box.addEventListener("change", () => {
      button.disabled = !box.checked;
    });
  }
  const back = byId("back");
  back.addEventListener("click", () => once(back, async () => list.back()));
}

/** The report's private key, sealed to the current key of each of these people. */
function wraps(report, around, people) {
  const keyOf = new Map(Object.values(around.keys).map((key) => [key.user, key.public_key]));
  const made = Object.create(null);
  for (const person of people) {
    made[person] = sealing.toBase64(sealing.seal(report.pair.privateKey, sealing.fromBase64(keyOf.get(person))));
  }
  return made;
}
