// The board: sessions are held by a handle and put somewhere else. What is put
// down is sent by the form that stands below the board; the answer is a page,
// and replaces the one that is shown. Without this file that form does the same.
(() => {
  "use strict";
  const STEP = 5;
  const board = () => document.getElementById("board");
  const said = (name, values = {}) =>
    Object.entries(values).reduce(
      (words, [key, value]) => words.replace(new RegExp(`[\\u2068]?\\{ ?\\$${key} ?\\}[\\u2069]?`), value),
      board().dataset[name] ?? "",
    );
  const say = (words) => {
    board().querySelector(".board-say").textContent = words;
  };
  const minutes = (clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const clock = (at) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;

  const grips = () => board().querySelectorAll(".board-grip").forEach((grip) => (grip.hidden = false));

  // ---- what is held -----------------------------------------------------
  let held = null;

  const days = () => [...board().querySelectorAll(".tabs [data-day]")];
  const columns = () => [...board().querySelectorAll(".tt-col")];

  const take = (card) => {
    const start = card.dataset.start;
    held = {
      card,
      session: card.dataset.session,
      title: card.querySelector(".tt-title").textContent,
      room: card.dataset.room,
      day: board().dataset.day,
      at: start ? minutes(start) : Number(board().dataset.open) + 60,
      length: Number(card.dataset.minutes),
    };
    card.classList.add("is-held");
    say(said("held", { title: held.title }));
    mark();
  };

  const letGo = (words) => {
    clearTimeout(asking);
    held?.card.classList.remove("is-held");
    board().querySelector(".board-mark")?.remove();
    board().querySelector(".board-findings").replaceChildren();
    for (const tab of days()) tab.classList.remove("is-target");
    held = null;
    if (words) say(words);
  };

  // Where it would be, drawn with the same classes as the sessions.
  const mark = () => {
    board().querySelector(".board-mark")?.remove();
    const column = columns().find((one) => one.dataset.room === held.room);
    const day = days().find((tab) => tab.dataset.day === held.day);
    for (const tab of days()) tab.classList.toggle("is-target", tab === day && held.day !== board().dataset.day);
    say(
      `${said("held", { title: held.title })} ` +
        said("at", { day: day?.textContent ?? held.day, time: clock(held.at), room: column?.dataset.name || said("nowhere") }),
    );
    if (held.day === board().dataset.day && column) {
      const place = document.createElement("div");
      const row = Math.max(0, Math.floor((held.at - Number(board().dataset.open)) / STEP));
      const number = [...column.classList].find((name) => /^c-\d+$/.test(name));
      place.className = `board-mark ${number} r-${row} d-${Math.max(1, Math.ceil(held.length / STEP))}`;
      board().querySelector(".tt-grid").append(place);
      if (held.byKeys) place.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    ask();
  };

  // What the rules say of it, a moment after it came to rest.
  let asking = 0;
  const ask = () => {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      if (!held) return;
      const now = held;
      const query = new URLSearchParams({
        session: held.session, room: held.room, day: held.day, starts_at: clock(held.at), minutes: String(held.length),
      });
      try {
        const answer = await fetch(`${board().dataset.check}?${query}`);
        if (!answer.ok || held !== now) return;
        const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ul");
        const place = board().querySelector(".board-findings");
        if (found?.children.length) return place.replaceChildren(found);
        place.textContent = said("fine");
      } catch {
        // The rules are asked again when it is put down.
      }
    }, 180);
  };

  const put = () => {
    const form = board().querySelector("form[data-board=move]");
    const { session, room, day, at, length } = held;
    for (const [name, value] of Object.entries({ session, room, day, starts_at: clock(at), minutes: length })) {
      form.elements.namedItem(name).value = value;
    }
    const code = session.split(".")[0];
    letGo(said("sending"));
    send(form, code);
  };

  // ---- several ----------------------------------------------------------
  // The boxes belong to a form below the board; here they are only quicker to tick.
  const boxes = () => [...board().querySelectorAll(".board-tick input")];
  const together = () => board().querySelector("form[data-board=together]");
  let lastTicked = null;
  const tick = (box, on = !box.checked) => {
    box.checked = on;
    lastTicked = box.value.split(".")[0];
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const counted = () => {
    const n = boxes().filter((box) => box.checked).length;
    say(n ? said("ticked", { n }) : said("unticked"));
    lookFirst();
  };
  // What the rules say of it, as soon as somebody says where to.
  let looking = 0;
  const lookFirst = () => {
    clearTimeout(looking);
    looking = setTimeout(async () => {
      const form = together();
      const query = new URLSearchParams(new FormData(form));
      const place = form.querySelector(".board-looked");
      if (!query.has("chosen") || !(query.get("later") || query.get("to_day") || query.get("into"))) return place.replaceChildren();
      try {
        const answer = await fetch(`${board().dataset.check}?${query}`);
        if (!answer.ok || form !== together()) return;
        const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ul");
        if (found?.children.length) return place.replaceChildren(found);
        place.textContent = said("fine");
      } catch {
        // The rules are asked again when they are moved.
      }
    }, 250);
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(".board-tick input")) counted();
    else if (event.target.form?.dataset.board === "together") lookFirst();
  });
  // With Shift a box ticks, or leaves, all between the last one and itself.
  document.addEventListener("click", (event) => {
    const box = event.target.closest?.(".board-tick")?.querySelector("input");
    if (!box || event.target !== box) return;
    const all = boxes();
    const from = all.findIndex((one) => one.value.split(".")[0] === lastTicked);
    if (event.shiftKey && from >= 0) {
      const to = all.indexOf(box);
      for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
    }
    lastTicked = box.value.split(".")[0];
  });

  // ---- sending -----------------------------------------------------------
  const send = async (form, focus, button) => {
    const frame = board().querySelector(".tt");
    const [left, top] = [frame.scrollLeft, frame.scrollTop];
    try {
      const to = button?.hasAttribute("formaction") ? button.formAction : form.action;
      const answer = await fetch(to, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });
      show(await answer.text(), left, top);
    } catch {
      return say(said("failed"));
    }
    const card = focus && board().querySelector(`[data-session^="${focus}."] .board-grip`);
    const problem = board().querySelector("#problems");
    (problem ?? card)?.focus({ preventScroll: Boolean(card) && !problem });
  };

  const show = (html, left, top) => {
    const next = new DOMParser().parseFromString(html, "text/html").getElementById("main");
    // Signed out meanwhile, or something else that is not the board: open it as it is.
    if (!next?.querySelector("#board")) return location.reload();
    document.getElementById("main").replaceWith(next);
    const frame = board().querySelector(".tt");
    [frame.scrollLeft, frame.scrollTop] = [left, top];
    grips();
  };

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || !form.dataset.board) return;
      // To look first is a page of its own.
      if (event.submitter?.formMethod === "get") return;
      event.preventDefault();
      send(form, (form.elements.namedItem("session")?.value ?? "").split(".")[0], event.submitter);
    },
    true,
  );

  // ---- by keyboard -------------------------------------------------------
  const across = (list, here, by) => list[Math.min(list.length - 1, Math.max(0, list.findIndex(here) + by))];
  const keys = {
    ArrowUp: (shift) => (held.at = Math.max(0, held.at - (shift ? 30 : STEP))),
    ArrowDown: (shift) => (held.at = Math.min(24 * 60 - STEP, held.at + (shift ? 30 : STEP))),
    ArrowLeft: () => (held.room = across(columns(), (one) => one.dataset.room === held.room, -1).dataset.room),
    ArrowRight: () => (held.room = across(columns(), (one) => one.dataset.room === held.room, 1).dataset.room),
    PageUp: () => (held.day = across(days(), (tab) => tab.dataset.day === held.day, -1).dataset.day),
    PageDown: () => (held.day = across(days(), (tab) => tab.dataset.day === held.day, 1).dataset.day),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, select, textarea");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
      const form = board().querySelector(`form[data-board=${event.shiftKey ? "redo" : "undo"}]`);
      event.preventDefault();
      if (!form.querySelector("button").disabled) form.requestSubmit();
      return;
    }
    if (held && event.key === "Escape") return letGo(said("letGo"));
    if (event.key === "Escape" && !typing && boxes().some((box) => box.checked)) {
      for (const box of boxes()) box.checked = false;
      return counted();
    }
    const grip = event.target.closest?.(".board-grip");
    if (!grip) return;
    if (event.key === " " && !held) {
      event.preventDefault();
      tick(grip.closest(".board-card").querySelector(".board-tick input"));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (held) return put();
      take(grip.closest(".board-card"));
      held.byKeys = true;
    } else if (held && keys[event.key]) {
      event.preventDefault();
      keys[event.key](event.shiftKey);
      mark();
    }
  });
  document.addEventListener("focusout", (event) => {
    if (held?.byKeys && event.target.closest?.(".board-grip")) letGo(said("letGo"));
  });

  // ---- by pointer --------------------------------------------------------
  // Rows may be taller than others, so the clock is read from the lines around.
  const timeAt = (y) => {
    const lines = [...board().querySelectorAll(".tt-line")].map((line) => [line.getBoundingClientRect().top, minutes(line.dataset.clock)]);
    let [top, at] = lines[0];
    let height = lines.length > 1 ? lines[1][0] - top : 30;
    lines.forEach(([from, when], n) => {
      if (from > y) return;
      [top, at] = [from, when];
      height = n + 1 < lines.length ? lines[n + 1][0] - from : height;
    });
    const exact = at + ((y - top) / height) * 30;
    return Math.min(24 * 60 - STEP, Math.max(0, Math.round(exact / STEP) * STEP));
  };
  const follow = (event) => {
    const { clientX: x, clientY: y } = event;
    const tab = document.elementsFromPoint(x, y).find((one) => one.matches(".board .tabs [data-day]"));
    const frame = board().querySelector(".tt").getBoundingClientRect();
    if (tab) held.day = tab.dataset.day;
    else if (x > frame.left && x < frame.right && y > frame.top && y < frame.bottom) {
      held.day = board().dataset.day;
      const column = columns().find((one) => {
        const box = one.getBoundingClientRect();
        return x >= box.left && x < box.right;
      });
      if (column) held.room = column.dataset.room;
      held.at = timeAt(y - held.grabbed);
      held.isOver = true;
    }
    mark();
  };
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.(".board-grip");
    if (!grip || event.button !== 0 || held) return;
    event.preventDefault();
    const card = grip.closest(".board-card");
    take(card);
    held.grabbed = card.dataset.start ? event.clientY - card.getBoundingClientRect().top : 0;
    held.from = [event.clientX, event.clientY];
    grip.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => {
    if (!held?.from) return;
    const [x, y] = held.from;
    if (!held.moved && Math.hypot(event.clientX - x, event.clientY - y) < 5) return;
    held.moved = true;
    edge(event);
    follow(event);
  });
  document.addEventListener("pointerup", (event) => {
    if (!held?.from) return;
    if (held.moved) return put();
    // A press without a move holds it for the arrow keys.
    held.from = null;
    held.byKeys = true;
    held.card.querySelector(".board-grip").focus();
  });
  document.addEventListener("pointercancel", () => held?.from && letGo(said("letGo")));
  // Near the edge the grid moves on.
  const edge = (event) => {
    const frame = board().querySelector(".tt");
    const box = frame.getBoundingClientRect();
    const push = (at, low, high) => (at < low + 48 ? -14 : at > high - 48 ? 14 : 0);
    frame.scrollBy(push(event.clientX, box.left + 48, box.right), push(event.clientY, box.top + 32, box.bottom));
  };

  // ---- what others do ----------------------------------------------------
  let pulse = null;
  setInterval(async () => {
    if (document.hidden || held) return;
    try {
      const answer = await fetch(board().dataset.pulse);
      if (!answer.ok) return;
      const now = await answer.text();
      const typing = board().contains(document.activeElement) && document.activeElement.matches("input, select");
      if (pulse !== null && now !== pulse && !typing && !held && !board().querySelector("#problems")) {
        const focus = document.activeElement?.closest?.(".board-card")?.dataset.session.split(".")[0];
        const frame = board().querySelector(".tt");
        const page = await fetch(location.href);
        const ticked = boxes().filter((box) => box.checked).map((box) => box.value.split(".")[0]);
        show(await page.text(), frame.scrollLeft, frame.scrollTop);
        for (const box of boxes()) box.checked = ticked.includes(box.value.split(".")[0]);
        if (focus) board().querySelector(`[data-session^="${focus}."] .board-grip`)?.focus({ preventScroll: true });
        say(said("changed"));
      }
      pulse = now;
    } catch {
      // The next pulse tries again.
    }
  }, 5000);

  grips();
})();
