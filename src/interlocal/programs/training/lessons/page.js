// What every page of a lesson begins with. Lessons say their last word when they unload, and browsers have ceased to
// tell them: "pagehide" comes still, and the page around says "leave" first, because what is said while a frame goes
// away may not arrive.
(() => {
  "use strict";
  const listen = window.addEventListener.bind(window);
  window.addEventListener = (type, ...rest) => listen(type === "unload" ? "pagehide" : type, ...rest);
  listen("pagehide", (event) => {
    const handler = window.onunload;
    if (typeof handler === "function") { window.onunload = null; handler.call(window, event); }
  });
})();
