// Before the first paint: the reader's theme, so that no light frame flashes in a dark room.
(() => {
  let theme = "auto";
  try {
    theme = /^theme=(\w+)$/m.exec(localStorage.getItem("sudog.prefs.v1") ?? "")?.[1] ?? "auto";
  } catch {
    // Storage may be closed to us; the system's theme it is.
  }
  const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
