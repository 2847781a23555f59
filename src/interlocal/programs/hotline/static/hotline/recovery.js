// Recovery: who cannot open a city's reports asks here; keepers open their layer of each.
import { byId, copyOf, day, once, say, showOnly, words } from "./page.js";
import * as sealing from "./sealing.js";
import { get, post } from "./server.js";
import { unlocked } from "./unlock.js";

async function begin() {
  for (const form of document.querySelectorAll("form[data-ask]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      once(form, async () => {
        await post("recovery/ask/", { city: form.dataset.ask });
        location.reload();
      });
    });
  }
  for (const form of document.querySelectorAll("form[data-end]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      once(form, async () => {
        await post("recovery/end/", { ask: form.dataset.end });
        location.reload();
      });
    });
  }
  if (byId("asks")) await beginKeeping();
}

async function beginKeeping() {
  await sealing.ready();
  const { keys } = await get("key/mine/");
  if (!keys.length) {
    showOnly("no-key");
    return;
  }
  showOnly("unlock");
  const pairs = await unlocked(keys);
  await show(pairs);
}

async function show(pairs) {
  const { asks } = await get("recovery/asked/");
  byId("ask-rows").replaceChildren(...asks.map((ask) => row(ask, pairs)));
  byId("no-asks").hidden = asks.length > 0;
  showOnly("asks");
}

function row(ask, pairs) {
  const waiting = ask.layers.filter((layer) => pairs.has(layer.key));
  const made = copyOf("ask-row", { name: ask.name, city: ask.city, on: day(ask.asked_on), count: waiting.length ? "" : words("nothing-to-open") });
  const form = made.querySelector("form");
  form.hidden = !waiting.length;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form, async () => {
      for (const layer of waiting) await openLayer(ask, layer, pairs);
      await show(pairs);
      say("success", words("opened"));
    }, form.querySelector("[data-said]"));
  });
  return made;
}

/** Take one layer off. The last keeper finds the report key, checks it, and seals it to who asked. */
async function openLayer(ask, layer, pairs) {
  let left = sealing.open(sealing.fromBase64(layer.sealed), pairs.get(layer.key));
  if (layer.is_last) {
    if (sealing.toBase64(sealing.pairOf(left).publicKey) !== layer.report_key) throw new Error(words("damaged"));
    left = sealing.seal(left, sealing.fromBase64(ask.public_key));
  }
  const body = { ask: ask.id, wrap: layer.wrap, opened: layer.opened, sealed: sealing.toBase64(left) };
  await post("recovery/open/", body);
}

begin().catch((error) => say("error", error.message));
