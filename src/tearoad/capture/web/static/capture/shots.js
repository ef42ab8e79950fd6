// Photos and voice memos of one report: buttons that take them, and what was taken with where it is now.
import { el } from "./dom.js";
import { canRecord, MOST_SECONDS, record } from "./memos.js";
import { NoPicture, NoRoom, photoOf } from "./photos.js";
import { FILE_STATE } from "./store.js";

const CARD_SIDES = ["card_front", "card_back"];
const CALLED = {
  card_front: "floor_pages.file_card_front",
  card_back: "floor_pages.file_card_back",
  picture: "floor_pages.file_picture",
  voice: "floor_pages.file_voice",
};
const SAID = {
  [FILE_STATE.waiting]: "floor_pages.file_waiting",
  [FILE_STATE.received]: "floor_pages.file_received",
  [FILE_STATE.refused]: "floor_pages.file_refused",
};

// `keep` gets { files } or { dropped }, and the rows that are over then, and comes back when it is on the disk; `speak` begins
// a memo; `filled` are the fields that a scanned code has just filled in. Returns { first, below, refresh, close }: what
// stands on top of the form and below its first part.
export function shotsOf({ words, filled, filesOf, bytesOf, keep, speak, scan }) {
  const taken = el("ul", { class: "shots" });
  const trouble = el("p", { class: "standing bad", role: "alert", hidden: true });
  const urls = new Map();
  let recording = null;
  let running = null;
  let isClosed = false;

  const tell = (code) => {
    trouble.textContent = code ? words.say(code) : "";
    trouble.hidden = !code;
  };

  async function refresh() {
    const files = await filesOf();
    taken.replaceChildren(...(await Promise.all(files.map(line))));
    return files;
  }

  async function line(file) {
    const remove = el("button", { class: "button quiet small", type: "button", onclick: () => take({ dropped: [file.digest] }) },
      words.say("floor_pages.file_remove"),
      el("span", { class: "visually-hidden" }, `: ${words.say(CALLED[file.kind])}`),
    );
    const state = words.say(SAID[file.state] ?? "floor_pages.file_elsewhere");
    return el("li", { "data-state": file.state ?? "elsewhere" }, await look(file), el("span", { class: "small muted" }, state), remove);
  }

  async function look(file) {
    const name = words.say(CALLED[file.kind]);
    if (file.state === null) return el("span", {}, name);
    if (!urls.has(file.digest)) {
      const bytes = await bytesOf(file.digest);
      urls.set(file.digest, URL.createObjectURL(new Blob([bytes], { type: file.type })));
    }
    const src = urls.get(file.digest);
    if (file.kind === "voice") return el("audio", { controls: true, src, "aria-label": name });
    return el("img", { src, alt: name });
  }

  // What does not fit on the disk is not kept, and says so; text still goes.
  async function take(changed, over) {
    tell(null);
    try {
      await keep(changed, over);
    } catch {
      tell("floor_pages.no_room");
    }
    await refresh();
  }

  async function photograph(file, kind) {
    try {
      await take({ files: [await photoOf(file, kind)] });
    } catch (error) {
      tell(error instanceof NoRoom ? "floor_pages.no_room" : error instanceof NoPicture ? "floor_pages.no_picture" : "floor_pages.no_room");
    }
  }

  async function nextSide() {
    const there = (await filesOf()).map((one) => one.kind);
    return CARD_SIDES.find((one) => !there.includes(one)) ?? "picture";
  }

  function camera(said, attributes, kindOf) {
    const input = el("input", { type: "file", accept: "image/*", capture: "environment", hidden: true });
    const button = el("button", { class: "button", type: "button", ...attributes, onclick: () => input.click() }, words.say(said));
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (!file) return;
      button.disabled = true;
      await photograph(file, await kindOf());
      button.disabled = false;
      input.value = "";
    });
    return [button, input];
  }

  function microphone() {
    if (!canRecord()) return null;
    const button = el("button", { class: "button", type: "button", "data-memo": true }, words.say("floor_pages.memo"));
    const begin = async () => {
      let spoken = null;
      const slice = (part, type) => {
        spoken ??= speak();
        spoken.add(part, type);
      };
      tell(null);
      try {
        recording = await record((seconds) => show(seconds), slice);
      } catch {
        return tell("floor_pages.no_microphone");
      }
      if (isClosed) recording.stop();
      show(0);
      button.classList.add("recording");
      const memo = await recording.memo;
      recording = null;
      button.classList.remove("recording");
      button.textContent = words.say("floor_pages.memo");
      try {
        await take({ files: [memo] }, await spoken?.over());
      } finally {
        await spoken?.letGo();
      }
    };
    const show = (seconds) => {
      button.textContent = words.say("floor_pages.memo_stop", { left: MOST_SECONDS - seconds });
    };
    button.addEventListener("click", () => {
      if (recording) recording.stop();
      else running = begin();
    });
    return button;
  }

  // A memo that still runs when the form is left is kept as far as it was spoken: it comes back when it is.
  function close() {
    isClosed = true;
    recording?.stop();
    for (const url of urls.values()) URL.revokeObjectURL(url);
    urls.clear();
    return recording && running;
  }

  // What was read is told, so that a person looks whether it is right.
  function read() {
    if (!filled) return null;
    const names = words.listed(filled.map((name) => words.say(`capture.field_${name}`)));
    const said = names ? words.say("floor_pages.code_filled", { fields: names }) : words.say("floor_pages.code_kept");
    return el("p", { class: "standing info", role: "status" }, said);
  }

  refresh();
  const scanning = el("button", { class: "button big", type: "button", "data-scan": true, onclick: scan }, words.say("floor_pages.scan"));
  const card = camera("floor_pages.photo_card", { class: "button big", "data-card": true }, nextSide);
  const more = camera("floor_pages.photo_more", { "data-more": true }, async () => "picture");
  return {
    first: el("div", { class: "stack tight" }, el("div", { class: "takers" }, card, scanning), read(), trouble, taken),
    below: el("div", { class: "row" }, more, microphone()),
    refresh,
    close,
  };
}
