// Carries letters and files to the server: the only place of the page that asks the network for something of its own.
import { answerOf, MARK, newNonce, NONCE } from "./mark.js";
import { pauseBetween } from "./turn.js";

const ANSWER_MS = 30_000;
const FILE_MS = 120_000;
// The slowest network on which something is still carried, in bytes a millisecond: given up sooner, a photo would be
// begun anew for ever in a hall where it takes minutes.
const SLOWEST = 0.5;
const FOUND_ELSEWHERE = 302;

export function send(letter, post) {
  return posted("/floor/sync/", { by: byPhone(post), type: "application/json", sent: JSON.stringify(letter) });
}

export function sendFile({ digest, kind, type, bytes }, post) {
  return posted(`/floor/files/${digest}/?kind=${kind}`, { by: byPhone(post), type, sent: bytes, ms: FILE_MS });
}

export function byPhone({ phone, secret }) {
  return `Phone ${phone} ${secret}`;
}

// Posts something and returns the answer, see `mark.js`; throws where there is none. Nobody is followed elsewhere.
export async function posted(address, { by, sent = "", type = "text/plain", ms = ANSWER_MS, credentials = "omit" }) {
  const nonce = newNonce();
  const answer = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": type, Authorization: by, [NONCE]: nonce },
    body: sent,
    signal: AbortSignal.timeout(patience(ms, sent.size ?? sent.byteLength ?? sent.length)),
    redirect: "manual",
    cache: "no-store",
    credentials,
  });
  const status = answer.type === "opaqueredirect" ? FOUND_ELSEWHERE : answer.status;
  const retryMs = 1000 * (Number(answer.headers.get("Retry-After")) || 0);
  const bytes = await answer.arrayBuffer();
  return answerOf({ status, retryMs, mark: answer.headers.get(MARK), bytes }, { by, nonce, sent });
}

export function rest(tookMs) {
  return new Promise((done) => setTimeout(done, pauseBetween(tookMs)));
}

// For how long an answer to something of that size is waited for.
export function patience(leastMs, size) {
  return leastMs + size / SLOWEST;
}
