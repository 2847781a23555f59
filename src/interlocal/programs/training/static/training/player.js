// The page around a lesson: takes what the lesson says, saves it, and says whether it is saved.
const KIND = "interlocal-lesson";
const SOON = { begin: 0, commit: 2000, finish: 0, left: 0, set: 15000 };
const AGAIN = 5000;

const player = document.querySelector("[data-lesson]");
const frame = player.querySelector("iframe");
const standing = player.querySelector("[data-standing]");
const done = player.querySelector("[data-done]");
const words = player.dataset;
const saves = Boolean(words.save);

let number = Number(words.number || 0);
let latest = null;
let sending = null;
let timer = 0;
let due = Infinity;
let isOver = false;
let ended = () => {};

function say(text) {
  if (standing.textContent !== text) standing.textContent = text;
}

function message(taken) {
  number += 1;
  return JSON.stringify({ key: words.key, number, values: taken.values, is_finished: taken.isFinished });
}

function plan(wait) {
  if (isOver || Date.now() + wait >= due) return;
  clearTimeout(timer);
  due = Date.now() + wait;
  timer = setTimeout(send, wait);
}

/** Send what was said last; one message is under way at a time, and what could not be sent is kept. */
async function send() {
  clearTimeout(timer);
  due = Infinity;
  await sending;
  if (!latest || isOver || sending) return;
  const taken = latest;
  latest = null;
  sending = deliver(taken);
  const isSaved = await sending;
  sending = null;
  if (isSaved || isOver) return;
  latest ??= taken;
  latest.isFinished ||= taken.isFinished;
  say(words.unsaved);
  plan(AGAIN);
}

async function deliver(taken) {
  try {
    const answer = await fetch(words.save, { method: "POST", body: message(taken), keepalive: true });
    if (answer.status === 409 || answer.status === 403) {
      isOver = true;
      frame.remove();
      say((await answer.json()).refused);
      return false;
    }
    if (!answer.ok) return false;
    if ((await answer.json()).is_done) done.hidden = false;
    say(words.saved);
    return true;
  } catch {
    return false;
  }
}

addEventListener("message", (event) => {
  // Only what runs in the frame, apart from the site, is listened to.
  if (event.source !== frame.contentWindow || event.origin !== words.origin) return;
  const told = event.data;
  if (told?.kind !== KIND || typeof told.values !== "object" || !Object.hasOwn(SOON, told.what)) return;
  if (!saves) return say(words.trial);
  latest = { values: told.values, isFinished: told.what === "finish" || Boolean(latest?.isFinished) };
  plan(SOON[told.what]);
  if (told.what === "left") ended();
});

// Before the page is left the lesson may say its last word: it is waited for, but not for long.
player.querySelector("[data-leave]")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const goal = event.currentTarget.href;
  const isEnded = new Promise((next) => { ended = next; });
  frame.contentWindow.postMessage({ kind: KIND, what: "leave" }, "*");
  await Promise.race([isEnded, new Promise((next) => setTimeout(next, 1000))]);
  await Promise.race([send(), new Promise((next) => setTimeout(next, 4000))]);
  location.assign(goal);
});

addEventListener("pagehide", () => {
  if (latest && saves && !isOver) navigator.sendBeacon(words.save, message(latest));
});
