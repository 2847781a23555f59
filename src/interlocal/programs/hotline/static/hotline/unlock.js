// Opening one's own key: by passphrase or by passkey. Other scripts wait for what `unlocked` gives.
import { askPasskeys, isPossible } from "./passkey.js";
import { byId, once, say } from "./page.js";
import { openWithPassphrase, openWithPasskey, pairOf } from "./sealing.js";

/** Show the form until one of the keys opens; return id -> pair of every key that did. */
export function unlocked(keys) {
  return new Promise((resolve) => {
    const form = byId("unlock-form");
    const place = byId("unlock-said");
    const locks = keys.flatMap((key) => key.locks.filter((lock) => lock.kind === "passkey"));
    const done = (pairs) => {
      form.reset();
      resolve(pairs);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      once(form, () => {
        const pairs = openAll(keys, "passphrase", (lock) => openWithPassphrase(lock, byId("passphrase").value));
        if (pairs.has(keys[0].id)) done(pairs);
        else say("error", form.dataset.wrong, place);
      }, place);
    });
    const button = byId("unlock-passkey");
    button.hidden = !locks.length || !isPossible();
    button.addEventListener("click", () =>
      once(button, async () => {
        const told = await asked(locks);
        const open = (lock) => (told && lock.credential === told.lock.credential ? openWithPasskey(lock, told.secret) : null);
        const pairs = openAll(keys, "passkey", open);
        if (pairs.size) done(pairs);
        else say("error", form.dataset.noPasskey, place);
      }, place),
    );
  });
}

/** Open every key that a secret opens. A key may have several locks of one kind. */
export function openAll(keys, kind, open) {
  const pairs = new Map();
  for (const key of keys) {
    for (const lock of key.locks.filter((one) => one.kind === kind)) {
      const half = pairs.has(key.id) ? null : open(lock);
      if (half) pairs.set(key.id, pairOf(half));
    }
  }
  return pairs;
}

async function asked(locks) {
  try {
    return await askPasskeys(locks);
  } catch {
    return null;
  }
}
