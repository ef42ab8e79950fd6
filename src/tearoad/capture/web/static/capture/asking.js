// Asking whether a phone was stopped, for which a locked page needs no secret.
// @reads tearoad.capture.web.answers.StoppedAnswer body
import { digestOf } from "./ids.js";
import { posted } from "./send.js";

// What a locked page may ask with whether its phone was stopped, and do nothing else: the server makes the same from what
// it keeps of the secret, and nobody makes the secret from it.
export async function askingOf(secret) {
  return digestOf(`asks ${await digestOf(secret)}`);
}

// Those of these phones that the office has stopped, as far as it can be asked.
export async function stoppedOf(posts) {
  const asking = posts.filter((one) => one.asks);
  const told = await Promise.all(asking.map((one) => isStopped(one).catch(() => false)));
  return asking.filter((_, place) => told[place]);
}

// Whether the office stopped this phone; throws where nobody can be asked, or who is asked does not know it.
async function isStopped({ phone, asks }) {
  const { isOwn, status, body } = await posted("/floor/stopped/", { by: `Asking ${phone} ${asks}` });
  if (!isOwn || status !== 200) throw new Error(`stopped ${status}`);
  return body.stopped === true;
}
