// Keeps the page itself on the phone: everything it is made of is fetched together before a version is used, and answered
// from there first. Reports are none of its business. `SHELL` is written above this by the server; it knows the digest of
// each file, and what arrives otherwise is not kept.
/* global SHELL */
// @reads tearoad.capture.web.answers.Shell SHELL
const NAME = `floor-${SHELL.version}`;
const LATER = `floor-later-${SHELL.laterVersion}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(NAME).then((cache) => cache.addAll(Object.entries(SHELL.files).map(asked))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const key = request.mode === "navigate" && url.pathname === SHELL.page ? SHELL.page : url.pathname;
  if (!(key in SHELL.files) && !(key in SHELL.later)) return;
  event.respondWith(kept(key, request));
});

// What only some need (the reader of codes) is fetched when the page is there already, and kept under a name of its own:
// most new versions of the page leave it as it is.
self.addEventListener("message", (event) => {
  if (event.data === "later") event.waitUntil(fetchLater());
  // What a phone keeps is not touched by a new version. Still it waits for the page to say that nothing is unsent, or that
  // somebody wants it now: see `updates.js`.
  if (event.data === "update") self.skipWaiting();
});

async function fetchLater() {
  const cache = await caches.open(LATER);
  const missing = [];
  for (const one of Object.entries(SHELL.later)) if (!(await cache.match(one[0]))) missing.push(asked(one));
  await Promise.all(missing.map((one) => cache.add(one)));
}

function asked([file, integrity]) {
  return new Request(file, { cache: "reload", integrity });
}

async function kept(key, request) {
  const name = key in SHELL.later ? LATER : NAME;
  const found = await (await caches.open(name)).match(key);
  return found ?? fetch(request);
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("floor-") && name !== NAME && name !== LATER);
  await Promise.all(older.map((name) => caches.delete(name)));
}
