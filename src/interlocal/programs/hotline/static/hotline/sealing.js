// All cryptography of these pages: libsodium's boxes, and the locks of a staff key. No private half leaves the page.
import sodium from "../web/vendor/libsodium/libsodium.js";

const PASSPHRASE_LIMITS = { rounds: 3, memory: 64 * 1024 * 1024 };
const text = new TextEncoder();

/** Wait for libsodium. */
export const ready = () => sodium.ready;

export const toBase64 = (bytes) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
export const fromBase64 = (value) => sodium.from_base64(value, sodium.base64_variants.ORIGINAL);

/** Make a key pair: {publicKey, privateKey}. */
export const newPair = () => sodium.crypto_box_keypair();

/** Make a pair from its private half. */
export const pairOf = (privateKey) => ({ privateKey, publicKey: sodium.crypto_scalarmult_base(privateKey) });

/** Seal bytes to a public key. */
export const seal = (bytes, publicKey) => sodium.crypto_box_seal(bytes, publicKey);

/** Open what was sealed to a pair; throws when it was not. */
export const open = (sealed, pair) => sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey);

/** Seal bytes in nested boxes, the first key outermost. */
export const sealNested = (bytes, publicKeys) => publicKeys.reduceRight((inner, key) => seal(inner, key), bytes);

/** Seal an entry, to base64. */
export const sealEntry = (entry, publicKey) => toBase64(seal(text.encode(JSON.stringify(entry)), publicKey));

/** Open an entry given in base64. */
export const openEntry = (sealed, pair) => JSON.parse(new TextDecoder().decode(open(fromBase64(sealed), pair)));

/** An id for a record, so that what is sent twice is one: 16 characters of Crockford's base 32. */
export function newId() {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return [...sodium.randombytes_buf(16)].map((byte) => alphabet[byte & 31]).join("");
}

/** Wrap a private half under a passphrase (Argon2id). */
export function lockWithPassphrase(privateKey, passphrase) {
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  const limits = { rounds: PASSPHRASE_LIMITS.rounds, memory: PASSPHRASE_LIMITS.memory };
  const key = stretched(passphrase, salt, limits);
  return { kind: "passphrase", salt: toBase64(salt), ...limits, ...boxed(privateKey, key) };
}

/** Wrap a private half under what a passkey says (WebAuthn's PRF). */
export function lockWithPasskey(privateKey, { credential, salt, secret }) {
  return { kind: "passkey", credential, salt, ...boxed(privateKey, derived(secret)) };
}

/** Open a lock with a passphrase; null when it is another one. */
export function openWithPassphrase(lock, passphrase) {
  return unboxed(lock, stretched(passphrase, fromBase64(lock.salt), lock));
}

/** Open a lock with what a passkey says; null when it is another one. */
export const openWithPasskey = (lock, secret) => unboxed(lock, derived(secret));

/** Read a sealed file: a stream of chunks, each proven before it is handed out. Calls `take` with each. */
export async function openStream(stream, { key, bond }, take) {
  const chunkLength = 64 * 1024 + sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
  const reader = new Chunks(stream.getReader());
  const header = await reader.next(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, fromBase64(key));
  const proven = bond ? fromBase64(bond) : null;
  for (;;) {
    const sealed = await reader.next(chunkLength);
    const result = sealed.length ? sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, proven) : false;
    if (!result) throw new Error("A chunk of this file was changed, moved or cut.");
    take(result.message);
    if (result.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) break;
  }
  if ((await reader.next(1)).length) throw new Error("This file has something behind its end.");
}

function stretched(passphrase, salt, { rounds, memory }) {
  const length = sodium.crypto_secretbox_KEYBYTES;
  const normal = passphrase.normalize("NFKC");
  return sodium.crypto_pwhash(length, normal, salt, rounds, memory, sodium.crypto_pwhash_ALG_ARGON2ID13);
}

function derived(secret) {
  return sodium.crypto_generichash(sodium.crypto_secretbox_KEYBYTES, secret, text.encode("interlocal.hotline.passkey"));
}

function boxed(privateKey, key) {
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES);
  return { nonce: toBase64(nonce), box: toBase64(sodium.crypto_secretbox_easy(privateKey, nonce, key)) };
}

function unboxed(lock, key) {
  try {
    return sodium.crypto_secretbox_open_easy(fromBase64(lock.box), fromBase64(lock.nonce), key);
  } catch {
    return null;
  }
}

/** Cuts what the network brings into pieces of a given length. */
class Chunks {
  constructor(reader) {
    this.reader = reader;
    this.parts = [];
    this.length = 0;
  }

  async next(length) {
    while (this.length < length) {
      const { value, done } = await this.reader.read();
      if (done) break;
      this.parts.push(value);
      this.length += value.length;
    }
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.parts = whole.length > length ? [whole.subarray(length)] : [];
    this.length = Math.max(whole.length - length, 0);
    return whole.subarray(0, length);
  }
}
