// Carries letters and files to the server: the only place of the page that asks the network for something of its own.
const ANSWER_MS = 30_000;
const FILE_MS = 120_000;

export async function send(letter, post) {
  const answer = await fetch("/floor/sync/", {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Phone ${post.phone} ${post.secret}`,
    },
    body: JSON.stringify(letter),
    signal: AbortSignal.timeout(ANSWER_MS),
    credentials: "omit",
  });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
}

export async function sendFile({ digest, kind, type, bytes }, post) {
  const answer = await fetch(`/floor/files/${digest}/?kind=${kind}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": type, Authorization: `Phone ${post.phone} ${post.secret}` },
    body: bytes,
    signal: AbortSignal.timeout(FILE_MS),
    credentials: "omit",
  });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
}
