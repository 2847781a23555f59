// Small steps on the page: copies of templates, filled by slot, and messages that are read out.

export const byId = (id) => document.getElementById(id);

/** Copy a template and fill its slots: `data-slot` names a text, which stays text. */
export function copyOf(id, slots = {}) {
  const made = byId(id).content.cloneNode(true);
  fill(made, slots);
  return made;
}

/** Fill the slots below a node. What is empty is hidden, with the row that says `data-with`. */
export function fill(node, slots) {
  for (const slot of node.querySelectorAll("[data-slot]")) {
    const value = slots[slot.dataset.slot];
    if (value instanceof Node) slot.replaceChildren(value);
    else if (value !== undefined) slot.textContent = value;
  }
  for (const row of node.querySelectorAll("[data-with]")) {
    const name = row.dataset.with;
    if (name in slots) row.hidden = !slots[name];
  }
}

/** Show one of the page's parts, and hide the others. */
export function showOnly(id) {
  for (const part of document.querySelectorAll("[data-part]")) part.hidden = part.id !== id;
}

/** Say something; kind is success, error or warning. Read out by screen readers. */
export function say(kind, text, place = byId("said")) {
  const made = copyOf(`said-${kind}`, { text });
  place.replaceChildren(made);
  if (kind === "error") place.scrollIntoView({ block: "nearest" });
}

export const sayNothing = (place = byId("said")) => place.replaceChildren();

/** The words for a value, as the page's own list gives them. */
export function words(value) {
  const found = byId("words").content.querySelector(`[data-word="${CSS.escape(value)}"]`);
  return found ? found.textContent : value;
}

/** A day as the page writes days. */
export function day(iso) {
  if (!iso) return "";
  const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
  const shown = { weekday: "short", year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(document.documentElement.lang, shown).format(Date.UTC(year, month - 1, date));
}

/** Run what a button or form begins, once at a time; a refusal is said, and what was typed stays. */
export async function once(element, work, place) {
  if (element.dataset.busy) return;
  element.dataset.busy = "yes";
  element.setAttribute("aria-busy", "true");
  try {
    sayNothing(place);
    await work();
  } catch (error) {
    say("error", error.message, place);
  } finally {
    delete element.dataset.busy;
    element.removeAttribute("aria-busy");
  }
}
