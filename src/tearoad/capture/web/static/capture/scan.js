// The sheet with the camera's picture: it closes as soon as a code is read, and offers a picture where there is no camera.
import { el } from "./dom.js";

const CAMERA = { audio: false, video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } } };
const BETWEEN = "\n\n";

let loaded = null;

async function loadScanner() {
  // After a failure (no network before the worker had it) the next try asks anew.
  loaded ??= import("./scanner.js").catch((error) => {
    loaded = null;
    throw error;
  });
  const scanner = await loaded;
  scanner.prepare(document.body.dataset.wasm);
  return scanner;
}

// Returns the text of the code that was read, null where the person closed the sheet. Where several codes belong together
// `more` is told each and returns what to say while the next is looked for, nothing once it has all.
export function scan(words, more = () => "") {
  return new Promise((resolve) => {
    let stream = null;
    let text = null;
    let hasRead = false;
    const video = el("video", { muted: true, playsinline: true, autoplay: true, "aria-hidden": "true" });
    const hint = el("p", { role: "status" }, words.say("floor_pages.scan_hint"));
    const input = el("input", { type: "file", accept: "image/*", hidden: true });
    const choose = el("button", { class: "button", type: "button", onclick: () => input.click() }, words.say("floor_pages.scan_picture"));
    const light = el("button", { class: "button", type: "button", "aria-pressed": "false", hidden: true }, words.say("floor_pages.scan_light"));
    const close = el("button", { class: "button", type: "button", onclick: () => sheet.close() }, words.say("floor_pages.scan_close"));
    const buttons = el("div", { class: "row" }, light, choose, input, close);
    const sheet = el("dialog", { class: "scan", "aria-label": words.say("floor_pages.scan") }, video, hint, buttons);
    const isOver = () => !sheet.open;
    // Says whether it was the last one.
    const done = (found) => {
      hasRead = true;
      const left = more(found);
      if (left) {
        hint.textContent = left;
        return false;
      }
      text = found;
      sheet.close();
      return true;
    };
    const tell = (code) => {
      hint.textContent = words.say(code);
    };
    // A refusal can come long after a picture was chosen instead: it must not hide how many codes have been read.
    const tellNoCamera = (code) => {
      if (!hasRead) tell(code);
    };
    const leave = () => sheet.close();
    addEventListener("hashchange", leave);
    sheet.addEventListener("close", () => {
      removeEventListener("hashchange", leave);
      for (const track of stream?.getTracks() ?? []) track.stop();
      sheet.remove();
      resolve(text);
    });
    input.addEventListener("change", async () => {
      const [picture] = input.files;
      input.value = "";
      if (!picture) return;
      const found = await loadScanner().then((scanner) => scanner.read(picture)).catch(() => null);
      if (found) done(found);
      else tell("floor_pages.scan_nothing");
    });
    document.body.append(sheet);
    sheet.showModal();
    begin().catch(() => tellNoCamera("floor_pages.scan_later"));

    async function begin() {
      const scanner = await loadScanner();
      try {
        stream = await navigator.mediaDevices.getUserMedia(CAMERA);
      } catch {
        return tellNoCamera("floor_pages.scan_no_camera");
      }
      if (isOver()) return stream.getTracks().forEach((track) => track.stop());
      video.srcObject = stream;
      offerLight(stream.getVideoTracks()[0]);
      let found;
      do found = await scanner.watch(video, isOver);
      while (found && !done(found));
    }

    function offerLight(track) {
      if (!track.getCapabilities?.().torch) return;
      light.hidden = false;
      light.addEventListener("click", async () => {
        const on = light.getAttribute("aria-pressed") !== "true";
        await track.applyConstraints({ advanced: [{ torch: on }] }).catch(() => {});
        light.setAttribute("aria-pressed", String(on));
      });
    }
  });
}

// Returns { values, filled }: what stands in the form now, and which fields the code filled. What was typed or said before
// is never touched, and a second code stands below the first.
export async function fillIn(text, fields, typed) {
  const { readCode } = await import("./codes.js");
  const said = (name) => typed[name] ?? (fields[name] ?? []).map((one) => one.value).join("\n");
  const before = said("code");
  const isKnown = before === text || before.split(BETWEEN).includes(text);
  const values = { ...typed, code: isKnown ? before : [before, text].filter(Boolean).join(BETWEEN) };
  const filled = [];
  for (const [name, value] of Object.entries(readCode(text))) {
    if (said(name).length) continue;
    values[name] = value;
    filled.push(name);
  }
  return { values, filled };
}
