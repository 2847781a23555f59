// What these pages ask of the server. An answer that is no JSON means that the session has ended.

const root = () => document.getElementById("hotline").dataset;

/** The server refuses, in words for the person. */
export class Refused extends Error {}

/** Somebody else wrote meanwhile: `entries` are theirs, still sealed. */
export class WrittenMeanwhile extends Error {
  constructor(entries) {
    super("written meanwhile");
    this.entries = entries;
  }
}

/** Get an address below the hotline's. */
export async function get(path) {
  return await answered(() => fetch(root().base + path, { credentials: "same-origin", cache: "no-store" }));
}

/** Post an object to an address below the hotline's. */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": root().csrf };
  const asked = { method: "POST", credentials: "same-origin", headers, body: JSON.stringify(body) };
  return await answered(() => fetch(root().base + path, asked));
}

/** Get a sealed file as a stream. */
export async function getStream(path) {
  const response = await fetch(root().base + path, { credentials: "same-origin", cache: "no-store" });
  if (!response.ok || response.redirected) throw new Refused(root().signedOut);
  return response.body;
}

async function answered(ask) {
  let response;
  try {
    response = await ask();
  } catch {
    throw new Refused(root().offline);
  }
  if (response.status === 404) throw new Refused(root().gone);
  if (!response.headers.get("Content-Type")?.startsWith("application/json")) throw new Refused(root().signedOut);
  const told = await response.json();
  if (told.meanwhile) throw new WrittenMeanwhile(told.meanwhile);
  if (told.refusal) throw new Refused(told.refusal);
  if (told.is_gone) throw new Refused(root().gone);
  if (!response.ok) throw new Refused(root().broken);
  return told;
}
