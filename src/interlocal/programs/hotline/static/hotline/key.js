// The page of one's own key.
import { isPossible, makePasskey } from "./passkey.js";
import { byId, once, say, showOnly } from "./page.js";
import * as sealing from "./sealing.js";
import { get, post } from "./server.js";
import { unlocked } from "./unlock.js";

const SHORTEST = 14;
let keys = [];
let pairs = new Map();

/** The passphrase typed twice into a form; throws in words when it will not do. */
function chosen(form) {
  const [first, second] = form.querySelectorAll("input[type=password]");
  if (first.value.length < SHORTEST) throw new Error(byId("hotline").dataset.short);
  if (first.value !== second.value) throw new Error(byId("hotline").dataset.different);
  return first.value;
}

const newKey = (passphrase, pair) => ({
  public_key: sealing.toBase64(pair.publicKey),
  locks: [sealing.lockWithPassphrase(pair.privateKey, passphrase)],
});

function onSubmit(id, work) {
  const form = byId(id);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(form, async () => {
      await work(form);
      form.reset();
    });
  });
}

async function begin() {
  await sealing.ready();
  await load();
  onSubmit("make-form", async (form) => {
    const pair = sealing.newPair();
    const made = await post("key/make/", newKey(chosen(form), pair));
    pairs = new Map([[made.id, pair]]);
    await show(form.dataset.done);
  });
  onSubmit("change-form", async (form) => {
    await saveLocks((privateKey, locks) => [
      ...locks.filter((lock) => lock.kind !== "passphrase"),
      sealing.lockWithPassphrase(privateKey, chosen(form)),
    ]);
    await show(form.dataset.done);
  });
  onSubmit("replace-form", async (form) => {
    const pair = sealing.newPair();
    const made = await post("key/replace/", { ...newKey(chosen(form), pair), wraps: await sealedAnew(pair.publicKey) });
    pairs.set(made.id, pair);
    await show(form.dataset.done);
  });
  onSubmit("lost-form", async (form) => {
    const pair = sealing.newPair();
    const made = await post("key/give-up/", newKey(chosen(form), pair));
    pairs = new Map([[made.id, pair]]);
    await show(form.dataset.done);
  });
  onClick("lost-open", async () => showOnly("lost"));
  onClick("lost-back", async () => showOnly("unlock"));
  onClick("passkey-add", addPasskey);
  onClick("passkey-remove", async (button) => {
    await saveLocks((_half, locks) => locks.filter((lock) => lock.kind !== "passkey"));
    await show(button.dataset.done);
  });
  if (!keys.length) showOnly("make");
  else {
    showOnly("unlock");
    pairs = await unlocked(keys);
    await show();
  }
}

function onClick(id, work) {
  const button = byId(id);
  button.addEventListener("click", () => once(button, () => work(button)));
}

async function load() {
  keys = (await get("key/mine/")).keys;
}

async function show(done) {
  await load();
  const current = keys[0];
  const hasPasskey = current.locks.some((lock) => lock.kind === "passkey");
  byId("passkey-remove").hidden = !hasPasskey;
  byId("passkey-add").hidden = !isPossible();
  byId("passkey-has").hidden = !hasPasskey;
  byId("old-keys").hidden = !keys.some((key) => !key.is_current && !pairs.has(key.id));
  showOnly("have");
  if (done) say("success", done);
}

/** Give every key that is open other locks: retired ones too, which open what is still sealed to them. */
async function saveLocks(change) {
  const locks = Object.create(null);
  for (const key of keys) {
    if (pairs.has(key.id)) locks[key.id] = change(pairs.get(key.id).privateKey, key.locks);
  }
  await post("key/locks/", { locks });
}

async function addPasskey(button) {
  const made = await tried(() => makePasskey(button.dataset.name));
  if (!made) throw new Error(button.dataset.none);
  await saveLocks((privateKey, locks) => [...locks, sealing.lockWithPasskey(privateKey, made)]);
  await show(button.dataset.done);
}

async function tried(ask) {
  try {
    return await ask();
  } catch {
    return null;
  }
}

/** Every report of this person, its private key sealed to the new public key. */
async function sealedAnew(publicKey) {
  const wraps = Object.create(null);
  let after = "";
  do {
    const told = await get(`reports/listed/?after=${after}`);
    for (const report of told.reports) {
      const wrap = report.wraps.find((one) => pairs.has(one.key));
      if (!wrap) throw new Error(byId("hotline").dataset.cannotReplace);
      const secret = sealing.open(sealing.fromBase64(wrap.sealed), pairs.get(wrap.key));
      wraps[report.id] = sealing.toBase64(sealing.seal(secret, publicKey));
    }
    after = told.after;
  } while (after);
  return wraps;
}

begin().catch((error) => say("error", error.message));
