// What the reporter told, as text: offices by their titles, names in a line.
import { words } from "./page.js";

/** Return the parts of a report's first entry, each as text, empty where nothing was said. */
export function partsOf(entries) {
  const first = entries.find((entry) => entry.kind === "report") ?? {};
  return {
    what: first.what ?? "",
    when: first.when ?? "",
    where: first.where ?? "",
    offices: (first.offices ?? []).map(words).join(", "),
    names: [first.names ?? []].flat().join(", "),
    how: first.how ?? "",
  };
}
