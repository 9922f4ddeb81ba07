// What happens on the day, as it happens: marks beside sessions, pages that
// show what is on now, screens at doors. Every page is right without this file
// when it is loaded again.
(() => {
  "use strict";
  const place = document.querySelector("[data-stream]");
  if (!place || !window.EventSource) return;
  const say = place.querySelector(".stream-say");
  const lost = place.querySelector(".stream-lost");
  const screen = document.querySelector("[data-screen]");

  // ---- marks ------------------------------------------------------------
  const show = (spot, marks) => {
    spot.replaceChildren(
      ...marks.map(([tone, words]) => {
        const tag = document.createElement("span");
        tag.className = `tag tag-${tone}`;
        tag.textContent = words;
        return tag;
      }),
    );
  };
  const spots = (code) => document.querySelectorAll(`[data-live="${code}"]`);
  const take = (event, isWhole) => {
    const told = JSON.parse(event.data);
    const spoken = [];
    let news = false;
    if (isWhole) {
      for (const spot of document.querySelectorAll("[data-live]")) {
        if (!told[spot.dataset.live] && spot.hasChildNodes()) show(spot, []);
      }
    }
    for (const [code, { title, marks }] of Object.entries(told)) {
      const words = marks.map(([, mark]) => mark).join(", ");
      let changed = false;
      for (const spot of spots(code)) {
        if ([...spot.children].map((tag) => tag.textContent).join(", ") === words) continue;
        show(spot, marks);
        changed = true;
      }
      news ||= changed;
      if (changed && words && !isWhole) spoken.push(`${title}: ${words}`);
    }
    // What holds no longer is not left standing to be read again.
    if (say && news) say.textContent = spoken.join(". ");
  };

  // ---- parts of a page that are made again ------------------------------
  const regions = () => document.querySelectorAll("[data-live-region]");
  let waiting = 0;
  const again = (delay) => {
    if (regions().length === 0 || waiting) return;
    waiting = setTimeout(async () => {
      waiting = 0;
      // Somebody is at a button or in a field: it stays where it is.
      if ([...regions()].some((region) => region.contains(document.activeElement))) return again(4000);
      try {
        const answer = await fetch(location.href, { headers: { accept: "text/html" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const parts = fresh.querySelectorAll("[data-live-region]");
        regions().forEach((region, at) => {
          if (parts[at] && parts[at].innerHTML !== region.innerHTML) region.replaceChildren(...parts[at].childNodes);
        });
        tick();
        found();
      } catch {
        missing();
      }
    }, delay);
  };

  // ---- losing the network, and finding it -------------------------------
  let since = 0;
  const missing = () => {
    since ||= Date.now();
    if (!lost || Date.now() - since < 8000) return;
    const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: screen?.dataset.zone,
    });
    lost.textContent = (lost.dataset.words ?? lost.textContent).replace("{clock}", clock.format(since));
    lost.hidden = false;
  };
  const found = () => {
    since = 0;
    if (lost) lost.hidden = true;
  };
  if (lost) lost.dataset.words = lost.textContent;

  // ---- the stream -------------------------------------------------------
  const DAY = 24 * 3600 * 1000;
  const { from, until } = place.dataset;
  const lasts = !from || (Date.now() > Date.parse(from) - DAY && Date.now() < Date.parse(until) + 2 * DAY);
  let source = null;
  let reopening = 0;
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(reopening);
  };
  const open = () => {
    if (source || !lasts) return;
    source = new EventSource(place.dataset.stream);
    source.addEventListener("open", found);
    source.addEventListener("snapshot", (event) => {
      take(event, true);
      again(screen ? 0 : 200);
    });
    source.addEventListener("marks", (event) => {
      take(event, false);
      // Not everybody at once; a screen at a door at once.
      again(screen ? 0 : 200 + Math.random() * 2500);
    });
    source.addEventListener("error", () => {
      missing();
      setTimeout(() => since && missing(), 9000);
      // Refused, not interrupted: the browser gives up, so we come back by ourselves.
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      reopening = setTimeout(open, 30000 + Math.random() * 30000);
    });
  };
  // A page in the background listens to nothing; browsers allow few connections.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return close();
    open();
    again(100);
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", () => document.hidden || open());
  if (!document.hidden) open();

  // ---- the clock --------------------------------------------------------
  const tick = () => {
    const clock = document.querySelector("[data-clock]");
    if (!clock || !screen) return;
    const now = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: screen.dataset.zone,
    }).format(Date.now());
    if (clock.textContent !== now) clock.textContent = now;
  };
  if (screen) setInterval(tick, 1000);
  // What is on changes with the clock too.
  if (regions().length > 0) {
    setInterval(() => document.hidden || again(screen ? 0 : Math.random() * 5000), 30000);
  }
})();
