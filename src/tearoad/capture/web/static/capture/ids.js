// What a phone makes alone: its secret, and ids that sort by time (UUID version 7, RFC 9562, method 1 of section 6.2: a
// counter in rand_a). Two made in one millisecond, or after the clock was set back, still sort in the order they were made.
let last = { at: 0, count: 0 };

export function newId(now = Date.now(), random = (bytes) => crypto.getRandomValues(bytes)) {
  const at = Math.max(now, last.at);
  const count = at === last.at ? last.count + 1 : random(new Uint16Array(1))[0] & 0x7ff;
  last = count > 0xfff ? { at: at + 1, count: 0 } : { at, count };
  const bytes = random(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(last.at / 2 ** 32));
  view.setUint32(2, last.at % 2 ** 32);
  view.setUint16(6, 0x7000 | last.count);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = inHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

// What a phone says that it is itself with, for as long as it keeps anything: only its digest is kept by a server.
export function newSecret() {
  return inHex(crypto.getRandomValues(new Uint8Array(32)));
}

// The SHA-256 of bytes, or of a text as it is sent.
export async function digestOf(sent) {
  const bytes = typeof sent === "string" ? new TextEncoder().encode(sent) : sent;
  return inHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

export function inHex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
