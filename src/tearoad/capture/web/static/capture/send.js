// Carries letters and files to the server: the only place of the page that asks the network for something of its own.
import { pauseBetween } from "./turn.js";

const ANSWER_MS = 30_000;
const FILE_MS = 120_000;
// The slowest network on which something is still carried, in bytes a millisecond: given up sooner, a photo would be
// begun anew for ever in a hall where it takes minutes.
const SLOWEST = 0.5;

export async function send(letter, post) {
  const body = JSON.stringify(letter);
  const answer = await fetch("/floor/sync/", {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Phone ${post.phone} ${post.secret}`,
    },
    body,
    signal: AbortSignal.timeout(patience(ANSWER_MS, body.length)),
    credentials: "omit",
  });
  return told(answer);
}

export async function sendFile({ digest, kind, type, bytes }, post) {
  const answer = await fetch(`/floor/files/${digest}/?kind=${kind}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": type, Authorization: `Phone ${post.phone} ${post.secret}` },
    body: bytes,
    signal: AbortSignal.timeout(patience(FILE_MS, bytes.size ?? bytes.byteLength)),
    credentials: "omit",
  });
  return told(answer);
}

export function rest(tookMs) {
  return new Promise((done) => setTimeout(done, pauseBetween(tookMs)));
}

// For how long an answer to something of that size is waited for.
export function patience(leastMs, size) {
  return leastMs + size / SLOWEST;
}

async function told(answer) {
  const retryMs = 1000 * (Number(answer.headers.get("Retry-After")) || 0);
  return { status: answer.status, retryMs, body: answer.status === 200 ? await answer.json() : null };
}
