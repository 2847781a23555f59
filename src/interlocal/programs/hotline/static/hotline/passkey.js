// A passkey's PRF: the authenticator turns a salt into a secret that only it can make. Used to open a key without
// typing; the server keeps the credential's id and the salt, and verifies nothing.
import { fromBase64, toBase64 } from "./sealing.js";

const random = () => crypto.getRandomValues(new Uint8Array(32));

/** Can this browser ask an authenticator for a secret? */
export const isPossible = () => window.isSecureContext && "PublicKeyCredential" in window;

/** Make a passkey for this page; return {credential, salt, secret}, or null when it has no PRF. */
export async function makePasskey(name) {
  const salt = random();
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: random(),
      rp: { name: document.title },
      user: { id: random(), name, displayName: name },
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -257 },
      ],
      authenticatorSelection: { residentKey: "discouraged", userVerification: "required" },
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const told = made.getClientExtensionResults().prf;
  if (!told?.enabled) return null;
  const credential = toBase64(new Uint8Array(made.rawId));
  const secret = told.results?.first ? new Uint8Array(told.results.first) : await secretOf({ credential, salt });
  return secret && { credential, salt: toBase64(salt), secret };
}

/** Ask the passkeys of these locks; return {lock, secret} of the one that answered. */
export async function askPasskeys(locks) {
  const evalByCredential = Object.create(null);
  for (const lock of locks) evalByCredential[inAddress(lock.credential)] = { first: fromBase64(lock.salt) };
  const told = await navigator.credentials.get({
    publicKey: {
      challenge: random(),
      allowCredentials: locks.map((lock) => ({ type: "public-key", id: fromBase64(lock.credential) })),
      userVerification: "required",
      extensions: { prf: { evalByCredential } },
    },
  });
  const first = told.getClientExtensionResults().prf?.results?.first;
  const used = toBase64(new Uint8Array(told.rawId));
  return first ? { lock: locks.find((lock) => lock.credential === used), secret: new Uint8Array(first) } : null;
}

async function secretOf({ credential, salt }) {
  const told = await askPasskeys([{ credential, salt: toBase64(salt) }]);
  return told?.secret ?? null;
}

const inAddress = (value) => value.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
