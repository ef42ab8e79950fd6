// Keeps the page itself on the phone: everything it is made of is fetched together before a version is used, and answered
// from there first. Reports are none of its business. `SHELL` is written above this by the server.
/* global SHELL */
const NAME = `floor-${SHELL.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(NAME).then((cache) => cache.addAll(SHELL.files.map((file) => new Request(file, { cache: "reload" })))),
  );
  // What a phone keeps is not touched by a new version, so that nobody has to close every page first.
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const key = request.mode === "navigate" && url.pathname === SHELL.page ? SHELL.page : url.pathname;
  if (!SHELL.files.includes(key)) return;
  event.respondWith(kept(key, request));
});

async function kept(key, request) {
  const found = await (await caches.open(NAME)).match(key);
  return found ?? fetch(request);
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("floor-") && name !== NAME);
  await Promise.all(older.map((name) => caches.delete(name)));
}
