// Small comforts. Every page reads and submits without this file.
(() => {
  "use strict";
  const root = document.documentElement;

  // Theme: change it at once, tell the server in the background.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".theme")) return;
    const chosen = event.submitter;
    if (!chosen) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", chosen.value);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    root.dataset.theme = chosen.value;
    for (const button of document.querySelectorAll(".theme button")) {
      button.setAttribute("aria-pressed", String(button.value === chosen.value));
    }
  });

  // One submission is one submission, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
    // An answer that is a file leaves the page standing: it may be asked for again.
    setTimeout(() => reopen(form), 8000);
  });
  const reopen = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(reopen);
  });

  // Typed but not saved: ask before leaving. Only forms that ask for it.
  const unsaved = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-guard]");
    if (form) unsaved.add(form);
  });
  document.addEventListener("submit", (event) => unsaved.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size > 0) event.preventDefault();
  });

  // A refused form: start reading at what is wrong.
  document.getElementById("problems")?.focus();

  // Escape closes the phone's menu and gives the focus back.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest?.("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Timetable by arrow keys: to the nearest session in that direction. Tab
  // still walks all of them in order of time.
  const nearest = (cells, from, key) => {
    const here = from.getBoundingClientRect();
    const x = here.left + here.width / 2;
    const along = key === "ArrowUp" || key === "ArrowDown";
    // In a right-to-left page columns run the other way, but arrows mean what they show.
    const sign = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
    let best = null;
    let least = Infinity;
    for (const cell of cells) {
      if (cell === from) continue;
      const box = cell.getBoundingClientRect();
      const ahead = along ? sign * (box.top - here.top) : sign * (box.left - here.left);
      if (ahead <= 1) continue;
      const aside = along
        ? Math.max(0, box.left - x, x - box.right)
        : Math.max(0, Math.max(box.top, here.top) - Math.min(box.bottom, here.bottom));
      const distance = ahead + 4 * aside;
      if (distance < least) [best, least] = [cell, distance];
    }
    return best;
  };
  document.addEventListener("keydown", (event) => {
    if (!/^Arrow(Up|Down|Left|Right)$/.test(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    const from = event.target.closest?.(".tt-cell");
    if (!from || !event.target.matches("a")) return;
    const next = nearest(from.closest(".tt").querySelectorAll(".tt-cell"), from, event.key);
    const link = next?.querySelector(".tt-title a");
    if (!link) return;
    event.preventDefault();
    link.focus();
  });

  // On the day itself the grid opens at what is on now.
  const now = document.querySelector(".tt .is-now");
  if (now) {
    const frame = now.closest(".tt");
    frame.scrollTop = Math.max(0, now.offsetTop - frame.clientHeight / 3);
  }
})();
