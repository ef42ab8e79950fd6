// What answers in place of a server: sign-in pages, firewalls, proxies, with whichever status; caches with an answer of before.
const STATUSES = [
  ...[200, 201, 204, 302, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 421, 422, 425, 429, 431, 451],
  ...[500, 502, 503, 504, 511],
];
const TEXTS = [
  "",
  "<!doctype html><title>Hotel Wi-Fi</title><form method=post><input name=room></form>",
  "{}",
  "null",
  '{"code": "floor_pages.file_kind", "message": "Not this."}',
  '{"answers": [{"kept": "received", "reasons": []}], "missing": [], "hindrances": []}',
];

export function inPlaceOfIt(dice) {
  return { status: dice.of(STATUSES), mark: dice.of(["", "1", "0".repeat(64)]), text: dice.of(TEXTS) };
}

// One that the server gave to an earlier letter to the same address; nothing where there is none.
export function cachedFor({ path }, answers, dice) {
  const found = answers.filter((one) => one.path === path);
  return found.length ? dice.of(found).answer : null;
}
