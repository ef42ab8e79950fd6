// What a phone keeps is encrypted with a key that the browser makes and never hands out: who copies the browser's files
// has nothing to read. It does not protect against who holds the unlocked phone.
const ALGORITHM = { name: "AES-GCM", length: 256 };

export async function makeKey() {
  return crypto.subtle.generateKey(ALGORITHM, false, ["encrypt", "decrypt"]);
}

export async function seal(key, value) {
  return sealBytes(key, new TextEncoder().encode(JSON.stringify(value)));
}

export async function open(key, sealed) {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed)));
}

export async function sealBytes(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: ALGORITHM.name, iv }, key, bytes) };
}

export async function openBytes(key, sealed) {
  return crypto.subtle.decrypt({ name: ALGORITHM.name, iv: sealed.iv }, key, sealed.bytes);
}
