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

  // Star: the page stays where it is. Without an answer the form is sent as usual.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(".star-form") || form.dataset.plain) return;
    const button = form.querySelector("button");
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "yes";
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    try {
      await fetch(form.action, { method: "POST", body, redirect: "manual" });
      const on = button.value === "yes";
      button.value = on ? "no" : "yes";
      button.setAttribute("aria-pressed", String(on));
    } catch {
      form.dataset.plain = "yes";
      form.requestSubmit(button);
    }
    delete form.dataset.busy;
  });

  // A wait: its seconds are the server's and run down here, whatever the reader's
  // clock says. When it is over, what became of it is fetched.
  const run = (wait) => {
    const begun = performance.now();
    const shown = (left) => {
      const two = (n) => String(n).padStart(2, "0");
      const [h, m, s] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    };
    const ticking = setInterval(() => {
      const left = Math.max(0, Math.ceil(Number(wait.dataset.seconds) - (performance.now() - begun) / 1000));
      wait.textContent = shown(left);
      if (left > 0) return;
      clearInterval(ticking);
      setTimeout(() => settle(wait.closest("[id]")), 1500);
    }, 500);
  };
  const settle = async (part) => {
    try {
      const answer = await fetch(location.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
      if (!answer.ok || !fresh) return;
      part.replaceWith(fresh);
      fresh.querySelectorAll("[data-seconds]").forEach(run);
    } catch {
      // Without an answer the page stays as it is; it can be loaded again.
    }
  };
  document.querySelectorAll("[data-seconds]").forEach(run);

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

  // Whoever signs out leaves nothing of their agenda in this browser.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !/\/sign-out$/.test(form.action) || !("caches" in window)) return;
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("convoke-agenda ")).forEach((name) => caches.delete(name)))
      .catch(() => {});
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

  // The reader's own clock, beside the congress's where the two differ.
  const clock = new Intl.DateTimeFormat(root.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekday = new Intl.DateTimeFormat(root.lang, { weekday: "short" });
  const own = (time) => {
    const at = new Date(time.dateTime);
    const there = time.dateTime.slice(0, 10);
    const pad = (n) => String(n).padStart(2, "0");
    const here = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
    return { at, words: here === there ? clock.format(at) : `${weekday.format(at)} ${clock.format(at)}` };
  };
  const differs = (time) => {
    const [, hours, minutes] = /T(\d\d):(\d\d)/.exec(time.dateTime) ?? [];
    const at = new Date(time.dateTime);
    return hours !== undefined && at.getHours() * 60 + at.getMinutes() !== Number(hours) * 60 + Number(minutes);
  };
  const times = [...document.querySelectorAll(".entry-time, .tt-when, .moment")]
    .map((place) => [place, place.querySelector("time[datetime]")])
    .filter(([, time]) => time && differs(time));
  for (const [place, time] of times) {
    const yours = document.createElement("span");
    yours.className = "yours";
    const pattern = place.closest("[data-yours]")?.dataset.yours ?? "{time}";
    // Hour and words each stay whole; between them the line may break.
    for (const part of pattern.split(/(\{time\})/).map((words) => words.trim()).filter(Boolean)) {
      const piece = document.createElement("span");
      if (part !== "{time}") piece.className = "yours-words";
      piece.textContent = part === "{time}" ? own(time).words : part;
      yours.append(yours.hasChildNodes() ? " " : "", piece);
    }
    place.append(" ", yours);
  }
  for (const note of document.querySelectorAll("[data-your-clock]")) {
    if (times.length === 0) break;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    note.textContent = note.dataset.yourClock.replace("{zone}", zone);
    note.hidden = false;
  }
  for (const note of document.querySelectorAll("[data-your-time]")) {
    const [from, to] = note.closest(".session-when").querySelectorAll("time[datetime]");
    if (!from || !to || !differs(from)) continue;
    note.textContent = note.dataset.yourTime.replace("{time}", `${own(from).words}–${clock.format(own(to).at)}`);
    note.hidden = false;
  }

  // A row of steps that is wider than the screen begins at the step one is at.
  for (const step of document.querySelectorAll(".tabs [aria-current]")) {
    const row = step.closest("ul");
    const [at, frame] = [step.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += at.left + at.width / 2 - frame.left - frame.width / 2;
  }

  // What is on now is marked here: finished pages are kept longer than a minute.
  const present = Date.now();
  for (const place of document.querySelectorAll(".tt-when, .entry-time")) {
    const [from, to] = place.querySelectorAll("time[datetime]");
    if (!from || !to || Date.parse(from.dateTime) > present || Date.parse(to.dateTime) <= present) continue;
    const cell = place.closest(".tt-cell, .entry");
    if (!cell.matches(".is-cancelled")) cell.classList.add("is-now");
  }

  // On the day itself the grid opens at what is on now.
  const now = document.querySelector(".tt .is-now");
  if (now) {
    const frame = now.closest(".tt");
    frame.scrollTop = Math.max(0, now.offsetTop - frame.clientHeight / 3);
  }
})();
