// Passkeys: asks the browser to make one, or to answer with one, and sends what it says as an ordinary form.
// A form has data-passkey="make" or "get", and the challenge in #passkey-options or behind data-challenge.

const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

async function optionsOf(form) {
  if (!form.dataset.challenge) return JSON.parse(document.getElementById("passkey-options").textContent).publicKey;
  const answer = await fetch(form.dataset.challenge, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).publicKey;
}

async function make(options) {
  const user = { ...options.user, id: toBytes(options.user.id) };
  const publicKey = { ...options, user, challenge: toBytes(options.challenge) };
  publicKey.excludeCredentials = known(options.excludeCredentials);
  const made = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = made.response;
  return told(made, { clientDataJSON: toText(clientDataJSON), attestationObject: toText(attestationObject) });
}

async function get(options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge) };
  publicKey.allowCredentials = known(options.allowCredentials);
  const found = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = found.response;
  return told(found, {
    clientDataJSON: toText(clientDataJSON),
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

const told = (credential, response) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  response,
  clientExtensionResults: credential.getClientExtensionResults(),
});

function wordsFor(error, words) {
  if (error.name === "NotAllowedError" || error.name === "AbortError") return words.cancelled;
  if (error.name === "InvalidStateError") return words.there;
  if (error.name === "SecurityError") return words.address;
  return words.failed;
}

function offer(form) {
  const said = form.querySelector("[data-said]");
  const say = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };
  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    say("");
    try {
      const options = await optionsOf(form);
      const answer = await (form.dataset.passkey === "make" ? make(options) : get(options));
      form.elements.namedItem("credential").value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      say(wordsFor(error, form.dataset));
      isAsking = false;
    }
  });
  form.hidden = false;
  const missing = document.getElementById("passkey-missing");
  if (missing) missing.hidden = true;
}

if (window.isSecureContext && "PublicKeyCredential" in window) {
  for (const form of document.querySelectorAll("form[data-passkey]")) offer(form);
}
