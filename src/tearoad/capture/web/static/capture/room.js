// Whether the browser promised to keep what is here, and whether there is room for more.
import { el } from "./dom.js";

const LEAST_MB = 50;
const LEAST_SHARE = 0.1;
const MB = 1_000_000;

export async function roomOf(storage = navigator.storage) {
  const isKept = (await storage?.persisted?.()) ?? false;
  const { usage = 0, quota = 0 } = (await storage?.estimate?.()) ?? {};
  return { isKept, ...shortage(usage, quota) };
}

// A browser that tells no quota is believed to have room: nobody is alarmed by what is not known.
export function shortage(usage, quota) {
  const free = Math.max(0, quota - usage);
  return { free: Math.floor(free / MB), isShort: quota > 0 && (free < LEAST_MB * MB || free < quota * LEAST_SHARE) };
}

export function roomSaid(words, room) {
  if (!room) return [];
  const kept = el("p", { class: "small muted" }, words.say(room.isKept ? "floor_pages.room_kept" : "floor_pages.room_not_kept"));
  const short = el("p", { class: "standing warn" }, words.say("floor_pages.room_short", { free: room.free }));
  return room.isShort ? [short, kept] : [kept];
}
