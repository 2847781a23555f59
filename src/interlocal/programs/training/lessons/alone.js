// A lesson without an origin may not look into the page around it. Some begin their search for the runtime there, so
// they find it in what stands for that page.
if (window.API) {
  const around = { API: window.API };
  around.parent = around;
  Object.defineProperty(window, "parent", { configurable: true, value: around });
}
