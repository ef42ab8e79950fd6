// How an answer is known to be the office's own. A hotel's sign-in page, a firewall or a proxy with an answer of yesterday
// may answer in its place; none of them can make the mark: it is keyed by what this phone says it is with, and made of a
// nonce that is new with every letter, the status, what came and what is answered (`capture/mark.py` makes it).
import { digestOf, inHex } from "./ids.js";

export const NONCE = "Tearoad-Nonce";
export const MARK = "Tearoad-Mark";
const JUDGED = [200, 422];

export function newNonce() {
  return inHex(crypto.getRandomValues(new Uint8Array(16)));
}

// What came back for a letter: { status, retryMs, isOwn, body }. Only of what is the office's own the body is read at all.
// `by` is the letter's header `Authorization`, `sent` its body.
export async function answerOf({ status, retryMs = 0, mark, bytes }, { by, nonce, sent }) {
  const [came, answered] = await Promise.all([digestOf(sent), digestOf(bytes)]);
  // Who is sent away may not have been read; that something was done, or cannot be taken, is believed only where all of it was.
  const read = JUDGED.includes(status) ? [came] : [came, ""];
  const marks = await Promise.all(read.map((one) => markOf(by, [nonce, status, one, answered])));
  const isOwn = marks.includes(mark);
  return { status, retryMs, isOwn, body: isOwn ? JSON.parse(new TextDecoder().decode(bytes)) : null };
}

async function markOf(by, told) {
  const write = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey("raw", write(by), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return inHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, write(told.join("\n")))));
}
