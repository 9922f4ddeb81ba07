// Comforts of proposing: the reader's own clock, the count of characters, and
// drafts that save themselves. Everything works without this file.
(() => {
  "use strict";

  // The deadline by the reader's own clock, when that is not the one shown.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const note of document.querySelectorAll("[data-own-clock]")) {
    const time = note.parentElement.previousElementSibling;
    const at = new Date(time?.dateTime ?? "");
    if (Number.isNaN(at.getTime()) || note.parentElement.textContent.startsWith(zone)) continue;
    const words = at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    note.textContent = ` · ${note.dataset.ownClock}: ${words} (${zone})`;
  }

  // Characters as the server counts them: Unicode code points, ends trimmed.
  const count = (field) => [...field.value.replace(/\r\n?/g, "\n").trim()].length;
  for (const hint of document.querySelectorAll("[data-count]")) {
    const field = document.getElementById(hint.dataset.count);
    if (!field) continue;
    const most = Number(hint.dataset.most);
    const show = () => {
      const length = count(field);
      hint.textContent = `${length} / ${most}`;
      hint.classList.toggle("is-over", length > most);
    };
    field.addEventListener("input", show);
    show();
  }

  // A draft saves itself within ten seconds of a change. What the server has not
  // taken yet is kept in this browser and comes back after a reload.
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const key = `convoke-draft-${form.dataset.autosave}`;
  const status = form.querySelector("[data-autosave-status]");
  const typed = () => [...form.elements].filter((field) => field.name && field.name !== "revision");
  const store = () => {
    const kept = typed().map((field) => [field.name, field.value, field.checked === true]);
    try {
      localStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // A full or forbidden store loses nothing: the page is still there.
    }
  };
  const restore = () => {
    let kept = [];
    try {
      kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    } catch {
      return;
    }
    let differs = false;
    const fields = typed();
    kept.forEach(([name, value, checked], at) => {
      const field = fields[at];
      if (!field || field.name !== name) return;
      const isBox = field.type === "checkbox" || field.type === "radio";
      if (isBox ? field.checked !== checked : field.value !== value) differs = true;
      if (isBox) field.checked = checked;
      else field.value = value;
    });
    if (differs) {
      status.textContent = form.dataset.restored;
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  let timer = 0;
  let saving = false;
  const save = async () => {
    if (saving) return;
    saving = true;
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/x-revision" } });
      if (!answer.ok) throw new Error(String(answer.status));
      form.elements.revision.value = await answer.text();
      localStorage.removeItem(key);
      status.textContent = form.dataset.saved;
    } catch {
      status.textContent = form.dataset.unsaved;
    }
    saving = false;
  };
  form.addEventListener("input", () => {
    store();
    clearTimeout(timer);
    timer = setTimeout(save, 6000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    store();
  });
  // A refused page shows what was typed already; a stored one knows better.
  if (document.querySelector(".flash")) localStorage.removeItem(key);
  else if (!document.getElementById("problems") && !document.querySelector("[role=alert]")) restore();
})();
