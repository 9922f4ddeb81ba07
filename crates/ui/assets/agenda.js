// The agenda on one's own device: has it kept for when there is no network, and
// prints it. Without this file the page is the same and needs the network.
(() => {
  "use strict";
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }

  const note = document.getElementById("kept");
  // A page that comes from the device itself has nothing to keep.
  if (!note || !("serviceWorker" in navigator) || document.getElementById("as-of")) return;
  const { worker, scope, owner, stamp, words } = note.dataset;
  const here = location.pathname;
  const pages = [here, ...[...document.querySelectorAll("a[data-keep]")].map((link) => link.pathname)];

  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.kept === undefined) return;
    note.textContent = words;
    note.hidden = false;
  });
  navigator.serviceWorker
    .register(worker, { scope })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => registration.active?.postMessage({ keep: { owner, stamp, pages } }))
    .catch(() => {});
})();
