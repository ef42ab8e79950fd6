// A file as a chain of codes that another phone reads off the screen, in any order and as often as it likes.
// A frame: `TR1 <mark of the whole> <k>/<n> <part in base64>`; the mark is the beginning of the whole's SHA-256.
import { base64, fromBase64 } from "./carry.js";

// With its head a frame is 600 letters at most: a code of this size is read from a small screen by a plain camera.
const PART = 420;
const FRAME = /^TR1 ([0-9a-f]{16}) (\d{1,4})\/(\d{1,4}) ([A-Za-z0-9+/]+=*)$/;

export async function framesOf(bytes) {
  const mark = await markOf(bytes);
  const count = Math.max(1, Math.ceil(bytes.length / PART));
  return Array.from({ length: count }, (_, at) => {
    const part = base64(bytes.subarray(at * PART, (at + 1) * PART));
    return `TR1 ${mark} ${at + 1}/${count} ${part}`;
  });
}

// Gathers frames as they are read: `feed` tells what came of a string, "new", "again", "other" (of another chain, or a
// code of another kind) or "whole"; then `bytes` gives the file. The scanner calls it with whatever it reads.
export class Collector {
  constructor() {
    this.mark = null;
    this.parts = [];
    this.count = 0;
  }

  feed(text) {
    const [, mark, number, count, part] = FRAME.exec(text.trim()) ?? [];
    if (!mark || (this.mark && (mark !== this.mark || Number(count) !== this.count))) return "other";
    const at = Number(number) - 1;
    if (at < 0 || at >= Number(count)) return "other";
    this.mark = mark;
    this.count = Number(count);
    if (this.parts[at]) return this.isWhole ? "whole" : "again";
    this.parts[at] = fromBase64(part);
    return this.isWhole ? "whole" : "new";
  }

  get have() {
    return this.parts.filter(Boolean).length;
  }

  get isWhole() {
    return this.count > 0 && this.have === this.count;
  }

  // The numbers that are still to be read.
  get missing() {
    return Array.from({ length: this.count }, (_, at) => at + 1).filter((number) => !this.parts[number - 1]);
  }

  // Returns the file; null where its digest is not what the frames say: then it is read anew.
  async bytes() {
    const whole = new Uint8Array(await new Blob(this.parts).arrayBuffer());
    return (await markOf(whole)) === this.mark ? whole : null;
  }
}

async function markOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
