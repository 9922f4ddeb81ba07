// A large file in pieces: a form marked .upload asks where to send them
// (data-parts), sends them one after the other, and goes on where it broke, now
// after a pause or later when the same file is chosen again. Without this file
// the form sends everything at once.
(() => {
  "use strict";
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const json = { accept: "application/json" };

  // The same file is known again by what can be seen of it.
  const memory = (form, file) => `upload ${form.dataset.parts} ${file.name} ${file.size} ${file.lastModified}`;
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing begins anew */ }
  };

  class Refused extends Error {}

  const answer = async (reply) => {
    if (reply.ok || reply.status === 409) return reply.json();
    if (reply.status >= 500) throw new Error(String(reply.status));
    const problem = await reply.json().catch(() => ({}));
    const words = Object.values(problem.fields ?? {}).flat().join(" ");
    throw new Refused(words || problem.title || String(reply.status));
  };

  const begin = async (form, file) => {
    const key = memory(form, file);
    const known = recall(key);
    if (known) {
      const reply = await fetch(`${form.dataset.progress}/${known}`, { headers: json });
      if (reply.ok) return reply.json();
      keep(key, null);
    }
    const body = new URLSearchParams({ name: file.name, size: String(file.size) });
    const begun = await answer(await fetch(form.dataset.parts, { method: "POST", body, headers: json }));
    keep(key, begun.part);
    return begun;
  };

  const send = async (form, file, tell) => {
    let state = await begin(form, file);
    const piece = state.piece;
    for (let tries = 0; !state.next; ) {
      const query = new URLSearchParams({ at: String(state.arrived), name: file.name });
      const body = file.slice(state.arrived, state.arrived + piece);
      try {
        const reply = await fetch(`${form.dataset.parts}/${state.part}?${query}`, { method: "POST", body, headers: json });
        state = { ...state, ...(await answer(reply)) };
        tries = 0;
        tell(state.arrived / file.size);
      } catch (error) {
        if (error instanceof Refused || tries >= 6) throw error;
        tell(state.arrived / file.size, form.dataset.broken);
        await pause(1000 * 2 ** tries);
        tries += 1;
        const reply = await fetch(`${form.dataset.progress}/${state.part}`, { headers: json }).catch(() => null);
        if (reply?.ok) state = { ...state, ...(await reply.json()) };
      }
    }
    keep(memory(form, file), null);
    return state.next;
  };

  for (const form of document.querySelectorAll("form.upload")) {
    const [input, button] = [form.querySelector("input[type=file]"), form.querySelector("button")];
    const [status, bar] = [form.querySelector(".upload-status"), form.querySelector("progress")];
    const tell = (share, words) => {
      bar.hidden = false;
      bar.value = Math.floor(share * 100);
      status.textContent = words ?? form.dataset.sent.replace("{n}", String(bar.value));
    };
    form.addEventListener("submit", async (event) => {
      const file = input.files[0];
      if (!file) return;
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "yes";
      button.setAttribute("aria-disabled", "true");
      try {
        tell(0);
        location.assign(await send(form, file, tell));
      } catch (error) {
        bar.hidden = true;
        status.textContent = error instanceof Refused ? error.message : form.dataset.failed;
        if (error instanceof Refused) keep(memory(form, file), null);
        button.removeAttribute("aria-disabled");
        delete form.dataset.busy;
        input.focus();
      }
    });
  }
})();
