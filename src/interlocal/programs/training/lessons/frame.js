// The runtime that a lesson finds as window.API: in its own page where it has no origin, else on the stage around
// it. It tells the site's page what the lesson says. What it begins with lies in the frame's name.
(() => {
  "use strict";
  const KEPT = new Set([
    "cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.suspend_data", "cmi.core.exit",
    "cmi.core.session_time", "cmi.core.score.raw", "cmi.core.score.min", "cmi.core.score.max",
  ]);
  const UNREAD = new Set(["cmi.core.exit", "cmi.core.session_time"]);
  let begin;
  try { begin = JSON.parse(window.name); } catch { return; }
  if (begin?.kind !== "interlocal-lesson") return;

  const around = window.parent;
  const runtime = new Scorm12API({ autocommit: false, logLevel: 5 });
  runtime.loadFromFlattenedJSON(begin.values);
  const said = begin.said;

  const tell = (what) => around.postMessage({ kind: "interlocal-lesson", what, values: { ...said } }, begin.page);
  // A lesson may lead from page to page in this frame: what was said goes along.
  const remember = () => { window.name = JSON.stringify({ ...begin, said }); };
  const told = (what, answer) => {
    if (answer === "true") tell(what);
    return answer;
  };

  /** All windows below, the innermost first; one that is a stranger to this one is left out. */
  const below = (win) => Array.from({ length: win.length }, (_none, n) => win[n]).flatMap((one) => {
    try { return one.document ? [...below(one), one] : []; } catch { return []; }
  });

  addEventListener("message", (event) => {
    if (event.source !== around || event.data?.kind !== begin.kind || event.data.what !== "leave") return;
    for (const win of [...below(window), window]) {
      for (const type of ["beforeunload", "pagehide"]) win.dispatchEvent(new win.Event(type));
    }
    tell("left");
  });

  window.API = {
    LMSInitialize: (nothing = "") => told("begin", String(runtime.LMSInitialize(nothing))),
    LMSGetValue: (element) => String(runtime.LMSGetValue(element)),
    LMSSetValue: (element, value) => {
      const answer = String(runtime.LMSSetValue(element, value));
      if (answer !== "true" || !KEPT.has(element)) return answer;
      said[element] = String(value);
      if (!UNREAD.has(element)) begin.values[element] = String(value);
      remember();
      return told("set", answer);
    },
    LMSCommit: (nothing = "") => told("commit", String(runtime.LMSCommit(nothing))),
    LMSFinish: (nothing = "") => told("finish", String(runtime.LMSFinish(nothing))),
    LMSGetLastError: () => String(runtime.LMSGetLastError()),
    LMSGetErrorString: (code) => String(runtime.LMSGetErrorString(code)),
    LMSGetDiagnostic: (code) => String(runtime.LMSGetDiagnostic(code)),
  };
})();
