// Asking whether a phone was stopped, for which a locked page needs no secret.
import { inHex } from "./ids.js";

const ANSWER_MS = 30_000;

// What a locked page may ask with whether its phone was stopped, and do nothing else: the server makes the same from what
// it keeps of the secret, and nobody makes the secret from it.
export async function askingOf(secret) {
  return hexDigest(`asks ${await hexDigest(secret)}`);
}

async function hexDigest(written) {
  return inHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(written))));
}

// Those of these phones that the office has stopped, as far as it can be asked.
export async function stoppedOf(posts) {
  const asking = posts.filter((one) => one.asks);
  const told = await Promise.all(asking.map((one) => isStopped(one).catch(() => false)));
  return asking.filter((_, place) => told[place]);
}

// Whether the office stopped this phone; throws where nobody can be asked, or who is asked does not know it.
async function isStopped({ phone, asks }) {
  const answer = await fetch("/floor/stopped/", {
    method: "POST",
    headers: { Accept: "application/json", Authorization: `Asking ${phone} ${asks}` },
    signal: AbortSignal.timeout(ANSWER_MS),
    credentials: "omit",
  });
  if (!answer.ok) throw new Error(`stopped ${answer.status}`);
  return (await answer.json()).stopped === true;
}
