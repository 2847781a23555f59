// Forms of a report, and the names of people around it.
import { once, words } from "./page.js";

/** A person's name by public id. Who is no longer around is named by the report's own book. */
export function nameOf(id, around) {
  if (id === "reporter") return words("reporter");
  const person = Object.values(around.keys).find((one) => one.user === id);
  return person?.name ?? around.history.find((event) => event.by === id)?.name ?? words("somebody");
}

/** Run a form's work when it is sent; what goes wrong is said beside it. */
export function onSubmit(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const place = form.querySelector("[data-said]");
    const empty = [...form.querySelectorAll("[required]")].find((field) => !field.value.trim());
    once(form, async () => {
      if (empty) {
        empty.focus();
        throw new Error(words("empty"));
      }
      await work(place);
    }, place);
  });
}

/** Read a form's fields: text, a choice, or dollars as cents. */
export function fieldsOf(form) {
  const fields = Object.create(null);
  for (const field of form.querySelectorAll("[data-field]")) {
    fields[field.dataset.field] = "cents" in field.dataset ? centsOf(field.value) : field.value.trim();
  }
  return { ...fields, ...JSON.parse(form.dataset.fixed ?? "{}") };
}

function centsOf(value) {
  const plain = value.replace(/[$,\s]/g, "");
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) throw new Error(words("no-amount"));
  const [dollars, cents = ""] = plain.split(".");
  return Number(dollars) * 100 + Number(cents.padEnd(2, "0"));
}
