// What a phone holds and no backup does, as a file that only its digits open. It is opened again by `capture/export.py` on
// the server, and here on another phone of the firm.
// @reads tearoad.capture.export.Sealed box
// @reads tearoad.capture.export.Package things -made_at
// @reads tearoad.capture.export.PackedFile packed
import { derive, ROUNDS } from "./seal.js";
import { isFile, isId, isRevision } from "./shape.js";
import { fileMayLeave } from "./store.js";

const KIND = "floor-export";
const FORMAT = 1;
const GROUPS = 5;
const DIGITS = 4;
const LEAST_ROUNDS = 100_000;
const MOST_ROUNDS = 5_000_000;
const MOST_FILE_BYTES = 30_000_000;

// The file is none, is damaged, or the digits are not its.
export class Unread extends Error {}
// The file is of another firm or mission.
export class OfOther extends Error {}

// Returns what goes along: all that was written or brought here and that is in no backup yet; with `all`, the rest too.
// Of photos and recordings as much goes along as a phone can seal at once; in codes there is room for none.
export async function packageOf(store, phone, { now = new Date(), all = false, mostBytes = MOST_FILE_BYTES } = {}) {
  const post = await store.post(phone);
  const mine = (await store.revisions(phone)).filter((one) => (one.own || one.author) && (all || !one.backedUp));
  const files = await filesOf(store, phone, mostBytes);
  // @writes tearoad.capture.export.Package
  return {
    mission: post.mission,
    party: post.party,
    phone,
    made_at: now.toISOString(),
    revisions: mine.map((one) => one.document),
    authors: mine.map((one) => one.author),
    files,
  };
}

// [{ digest, report, kind, type, size, bytes in base64 }], those that have not gone along yet.
async function filesOf(store, phone, mostBytes) {
  const found = [];
  let left = mostBytes;
  for (const row of await store.files(phone)) {
    if (fileMayLeave(row) || row.size > left) continue;
    const bytes = await store.bytes(phone, row.digest);
    if (!bytes) continue;
    left -= row.size;
    const { digest, report, kind, type, size } = row;
    // @writes tearoad.capture.export.PackedFile
    found.push({ digest, report, kind, type, size, bytes: base64(new Uint8Array(bytes)) });
  }
  return found;
}

// Twenty digits that no list of words knows: a copy of the file is of no use to who does not have them.
export function newDigits() {
  const found = [];
  while (found.length < GROUPS * DIGITS) {
    // Of 256 values 250 are evenly spread over ten digits.
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 250) found.push(byte % 10);
  }
  const written = found.slice(0, GROUPS * DIGITS).join("");
  return written.match(/.{4}/g).join(" ");
}

export async function sealed(things, digits, rounds = ROUNDS) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await derive(bare(digits), salt, rounds, ["encrypt"]);
  const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(things)));
  const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, packed);
  // @writes tearoad.capture.export.Sealed
  const box = { tearoad: KIND, format: FORMAT, rounds, salt: base64(salt), iv: base64(iv), sealed: base64(new Uint8Array(bytes)) };
  return new TextEncoder().encode(JSON.stringify(box));
}

export async function opened(bytes, digits) {
  try {
    const box = JSON.parse(new TextDecoder().decode(bytes));
    if (box.tearoad !== KIND || box.format !== FORMAT) throw new Unread();
    if (!(box.rounds >= LEAST_ROUNDS && box.rounds <= MOST_ROUNDS)) throw new Unread();
    const key = await derive(bare(digits), fromBase64(box.salt), box.rounds, ["decrypt"]);
    const by = { name: "AES-GCM", iv: fromBase64(box.iv) };
    const packed = await crypto.subtle.decrypt(by, key, fromBase64(box.sealed));
    const written = await through(new DecompressionStream("deflate-raw"), packed);
    return JSON.parse(new TextDecoder().decode(written));
  } catch {
    throw new Unread();
  }
}

// Keeps what came in an export, to be sent from here: returns { brought, of, odd }, where `of` is how many notes it held
// and `odd` how many things in it are none and were left out.
export async function takeInPackage(store, phone, things) {
  const post = await store.post(phone);
  if (!Array.isArray(things?.revisions)) throw new Unread();
  if (things.mission !== post.mission || things.party !== post.party) throw new OfOther();
  const by = (place) => [things.authors?.[place], things.phone].find(isId) ?? phone;
  const all = things.revisions.map((document, place) => ({ document, author: by(place) }));
  const entries = all.filter((one) => isRevision(one.document));
  const told = Array.isArray(things.files) ? things.files : [];
  const files = told.map(fileOf).filter(Boolean);
  const odd = all.length - entries.length + told.length - files.length;
  return { brought: await store.bring(phone, entries, files), of: entries.length, odd };
}

// A file with its bytes; nothing where it is none.
function fileOf(packed) {
  if (!isFile(packed)) return null;
  try {
    return { ...packed, bytes: fromBase64(packed.bytes) };
  } catch {
    return null;
  }
}

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function bare(digits) {
  return digits.replace(/[^0-9]/g, "");
}

export function base64(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}

export function fromBase64(written) {
  return Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
}
