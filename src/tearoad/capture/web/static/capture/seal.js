// What a phone keeps is encrypted with one data key, which lies in the browser's database only inside a box: wrapped by a
// second key. Without a PIN that second key is one that the browser made and never hands out: who copies the browser's
// files has nothing to read. With a PIN it is derived from the PIN and lies nowhere: who holds the unlocked phone has
// nothing to read either, before the PIN is known.
//
// So a PIN is set, changed and taken away without writing a single report anew. The data key must be extractable for the
// moment in which it is wrapped; what the page works with is always taken out of the box again as one that is not.
const ALGORITHM = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];
export const ROUNDS = 600_000;

export class WrongPin extends Error {}

// Returns a new box and the key in it.
export async function makeBox() {
  const key = await crypto.subtle.generateKey(ALGORITHM, true, USES);
  const wrapping = await crypto.subtle.generateKey(ALGORITHM, false, ["wrapKey", "unwrapKey"]);
  const box = { ...(await wrapped(key, wrapping)), wrapping };
  return { box, key: await openBox(box) };
}

export const isLocked = (box) => !box.wrapping;

// Returns the data key, which nobody can take out of the browser; throws WrongPin.
export async function openBox(box, pin = "") {
  return unwrapped(box, pin, false);
}

// Returns the same data key in another box: with the new PIN, or without one where it is empty.
export async function closeAnew(box, pin, newPin, rounds = ROUNDS) {
  const key = await unwrapped(box, pin, true);
  if (!newPin) {
    const wrapping = await crypto.subtle.generateKey(ALGORITHM, false, ["wrapKey", "unwrapKey"]);
    return { ...(await wrapped(key, wrapping)), wrapping };
  }
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { ...(await wrapped(key, await derive(newPin, salt, rounds, ["wrapKey"]))), salt, rounds };
}

async function wrapped(key, wrapping) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.wrapKey("raw", key, wrapping, { name: ALGORITHM.name, iv }) };
}

async function unwrapped(box, pin, extractable) {
  const wrapping = box.wrapping ?? (await derive(pin, box.salt, box.rounds, ["unwrapKey"]));
  const by = { name: ALGORITHM.name, iv: box.iv };
  try {
    return await crypto.subtle.unwrapKey("raw", box.bytes, wrapping, by, ALGORITHM, extractable, USES);
  } catch {
    throw new WrongPin();
  }
}

// PBKDF2 with HMAC-SHA-256 (RFC 8018): the best that every browser has for making a key from something short.
export async function derive(words, salt, rounds, uses) {
  const known = await crypto.subtle.importKey("raw", new TextEncoder().encode(words), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, known, ALGORITHM, false, uses);
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
