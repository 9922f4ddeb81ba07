// Keeps one reader's agenda and its sessions for when there is no network.
//
// Only what the agenda's page asks to be kept is kept, under the mark of the
// reader whose page asked; a page with another mark empties everything first. A
// page that is opened comes from the network whenever there is one. Nothing of
// the desk is ever kept, and nothing that is sent is touched.
"use strict";

const FILES = `convoke-files ${CONFIG.version}`;
const PAGES = `convoke-agenda ${CONFIG.scope}`;
// Not an address of this house: what is known about the kept pages.
const ABOUT = new URL("/.kept-by", location.origin).href;
const KEPT_AT = "x-kept-at";
const PATIENCE = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(FILES).then((cache) => cache.addAll(CONFIG.files)).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("convoke-files ") && name !== FILES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep, event.source));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (CONFIG.files.includes(url.pathname)) {
    event.respondWith(caches.match(request, { cacheName: FILES, ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === "navigate" && isOurs(url)) {
    event.respondWith(open(request, url));
  }
});

const isOurs = (url) => url.pathname.startsWith(CONFIG.scope) && !url.pathname.startsWith(CONFIG.desk);

// From the network; without one, as it was kept; else a page that says so.
async function open(request, url) {
  const kept = await caches.match(url.href.split("#")[0], { cacheName: PAGES, ignoreVary: true });
  const online = fetch(request);
  try {
    const answer = await (kept ? Promise.race([online, soon()]) : online);
    if (answer && (answer.status < 500 || !kept)) return answer;
  } catch {
    // No network.
  }
  return kept ? asOf(kept) : nothing();
}

const soon = () => new Promise((done) => setTimeout(done, PATIENCE));

const escaped = (words) =>
  words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

// The page as it was kept, with a line that says when that was.
async function asOf(kept) {
  const at = new Date(kept.headers.get(KEPT_AT));
  const today = new Date().toDateString() === at.toDateString();
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const time = new Intl.DateTimeFormat(CONFIG.lang, today ? shape : { ...shape, day: "numeric", month: "short" }).format(at);
  const words = escaped(CONFIG.words.asOf.replace("{time}", time));
  const note = `<div class="wrap"><p class="kept-note" role="status" id="as-of">${words}</p></div>`;
  const page = (await kept.text()).replace('<main id="main" tabindex="-1">', (main) => main + note);
  return new Response(page, { status: 200, headers: kept.headers });
}

function nothing() {
  const { title, lead, agenda } = CONFIG.words;
  const page =
    `<!doctype html><html lang="${CONFIG.lang}" data-theme="auto"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>` +
    `<link rel="stylesheet" href="${CONFIG.sheet}"></head><body><main id="main" tabindex="-1"><div class="wrap">` +
    `<header class="page-head"><h1>${escaped(title)}</h1><p class="lead">${escaped(lead)}</p></header>` +
    `<p><a class="button" href="${CONFIG.agenda}">${escaped(agenda)}</a></p></div></main></body></html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'",
  };
  return new Response(page, { status: 503, headers });
}

async function keep({ owner, stamp, pages }, client) {
  await ofThisReader(owner);
  const cache = await caches.open(PAGES);
  const before = await about(cache);
  const wanted = [...new Set(pages)].filter((page) => isOurs(new URL(page, location.origin))).slice(0, CONFIG.most);
  for (const page of wanted) {
    const href = new URL(page, location.origin).href;
    // What nothing has happened to since needs no second fetch, but the agenda itself does.
    if (before?.stamp === stamp && page !== CONFIG.agenda && (await cache.match(href))) continue;
    await fetchInto(cache, href);
  }
  const hrefs = new Set(wanted.map((page) => new URL(page, location.origin).href));
  for (const request of await cache.keys()) {
    if (request.url !== ABOUT && !hrefs.has(request.url)) await cache.delete(request);
  }
  await cache.put(ABOUT, Response.json({ owner, stamp }));
  client?.postMessage({ kept: wanted.length });
}

// What another reader of this browser kept is gone before anything is kept for this one.
async function ofThisReader(owner) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("convoke-agenda ")) continue;
    const known = await about(await caches.open(name));
    if (known && known.owner !== owner) await caches.delete(name);
  }
}

async function about(cache) {
  const kept = await cache.match(ABOUT);
  return kept ? kept.json() : undefined;
}

async function fetchInto(cache, href) {
  try {
    const answer = await fetch(href, { credentials: "same-origin", cache: "no-store", redirect: "error" });
    if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) {
      await cache.delete(href);
      return;
    }
    const headers = new Headers(answer.headers);
    // The body is decoded by now.
    for (const name of ["content-encoding", "content-length", "etag", "vary"]) headers.delete(name);
    headers.set(KEPT_AT, new Date().toISOString());
    await cache.put(href, new Response(await answer.text(), { status: 200, headers }));
  } catch {
    // Without network the older copy stays.
  }
}
