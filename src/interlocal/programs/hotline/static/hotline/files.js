// Files of a report: each a stream under a key of its own, opened here chunk by chunk.
import { byId, copyOf, once, words } from "./page.js";
import { openEntry, openStream } from "./sealing.js";
import { getStream } from "./server.js";

const SPILL = 8 * 1024 * 1024;
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** List the files; the viewing copy without metadata stands beside its original. */
export function showFiles({ report, around }) {
  const opened = around.files.map((file) => ({ ...file, ...openEntry(file.sealed, report.pair) }));
  const copies = new Map(opened.filter((file) => file.cleaned_from).map((file) => [file.cleaned_from, file]));
  const originals = opened.filter((file) => !file.cleaned_from);
  byId("file-rows").replaceChildren(...originals.map((file) => row(report, file, copies.get(file.id))));
  byId("files").hidden = !originals.length;
}

function row(report, file, copy) {
  const made = copyOf("file-row", { name: file.name, size: sizeOf(file.size), note: copy ? withoutWhat(copy) : words("no-copy"), scan: scanOf(file) });
  const place = made.querySelector("[data-said]");
  const viewer = made.querySelector("[data-viewer]");
  const scanned = made.querySelector("[data-scan]");
  scanned.className = isInfected(file) ? "hl-scan hl-scan--found" : "il-quiet";
  const see = made.querySelector("[data-do=see]");
  const save = made.querySelector("[data-do=save]");
  see.hidden = !copy;
  see.addEventListener("click", () =>
    once(see, async () => {
      const blob = await blobOf(report, copy);
      if (SHOWN.has(copy.type)) showPicture(viewer, blob, file.name);
      else download(blob, copy.name);
    }, place),
  );
  save.addEventListener("click", () => once(save, async () => download(await blobOf(report, file), file.name), place));
  return made;
}

const withoutWhat = (copy) => (copy.removed?.length ? `${words("without")} ${copy.removed.map((one) => words(`removed-${one}`)).join(", ")}` : "");

const isInfected = (file) => Boolean(file.scan) && file.scan !== "clean";

const scanOf = (file) => (isInfected(file) ? `${words("scan-found")} ${file.scan}` : words(file.scan ? "scan-clean" : "scan-none"));

/** Open a file. Its type is not believed: only pictures of the viewing copy are shown, all else is saved. */
async function blobOf(report, file) {
  const parts = [];
  let pending = [];
  let size = 0;
  // A browser may lay a blob down outside its memory, and cannot do so with what a script holds.
  const put = (chunk) => {
    pending.push(chunk);
    size += chunk.length;
    if (size < SPILL) return;
    parts.push(new Blob(pending));
    [pending, size] = [[], 0];
  };
  const stream = await getStream(`reports/${report.id}/files/${file.id}/`);
  try {
    await openStream(stream, { key: file.key }, put);
  } catch {
    throw new Error(words("file-changed"));
  }
  return new Blob([...parts, ...pending], { type: SHOWN.has(file.type) && file.cleaned_from ? file.type : "application/octet-stream" });
}

function showPicture(viewer, blob, name) {
  const picture = document.createElement("img");
  picture.alt = name;
  picture.className = "hl-picture";
  picture.src = URL.createObjectURL(blob);
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  viewer.replaceChildren(picture);
}

/** Save bytes under a name. */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function sizeOf(bytes) {
  const units = ["kB", "MB", "GB"];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${units[unit]}`;
}
