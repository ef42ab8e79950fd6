// What waits on the phone, counted and named as a person does: visitors that were written down are notes, however often
// somebody changed one; photos and memos are told apart from them.
import { FILE_STATE, STATE } from "./store.js";

const SO_MANY = { photos: "floor_pages.so_many_photos", memos: "floor_pages.so_many_memos" };

// { notes, files, revisions } of what waits: how many notes, which files, and how many changes these are in truth.
export function waitingIn(all, files) {
  const waiting = all.filter((one) => one.state === STATE.waiting);
  return { notes: notesIn(waiting), files: files.filter((one) => one.state === FILE_STATE.waiting), revisions: waiting.length };
}

// A change that only names photos or memos is none: they are counted themselves.
export function notesIn(revisions) {
  const documents = revisions.map((one) => one.document);
  const written = documents.filter((one) => !one.files?.length || Object.keys(one.values).length);
  return new Set(written.map((one) => one.report)).size;
}

// "Still to be sent: 1 note and 2 photos."; nothing where nothing waits.
export function waitingSaid(words, { notes, files }) {
  const parts = [notes ? words.say("floor_pages.so_many_notes", { count: notes }) : "", ...kindsSaid(words, files)].filter(Boolean);
  return parts.length ? words.say("floor_pages.still_to_send", { what: words.list(parts) }) : "";
}

export function filesSaid(words, files) {
  return words.list(kindsSaid(words, files));
}

function kindsSaid(words, files) {
  const memos = files.filter((one) => one.kind === "voice").length;
  const counts = { photos: files.length - memos, memos };
  return Object.keys(SO_MANY).filter((kind) => counts[kind]).map((kind) => words.say(SO_MANY[kind], { count: counts[kind] }));
}
