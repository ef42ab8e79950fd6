// A voice memo of at most a minute, in whichever of the formats this browser writes.
import { described } from "./photos.js";

export const MOST_SECONDS = 60;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS_PER_SECOND = 32_000;
// So much is lost at most where the page dies.
const SLICE_MS = 2000;

export function canRecord() {
  return Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder && typeOf());
}

function typeOf() {
  return TYPES.find((one) => MediaRecorder.isTypeSupported(one));
}

// Begins to record; returns { stop, memo }: `memo` comes once it was stopped or the minute is over. `onSlice` gets every part
// as it comes, and the type: they make the memo, put one behind the other.
export async function record(onSecond, onSlice) {
  const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(sound, { mimeType: typeOf(), audioBitsPerSecond: BITS_PER_SECOND });
  const parts = [];
  let seconds = 0;
  const clock = setInterval(() => {
    seconds += 1;
    onSecond(seconds);
    if (seconds >= MOST_SECONDS) stop();
  }, 1000);
  const stop = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const memo = new Promise((resolve) => {
    const typeNow = () => recorder.mimeType.split(";")[0];
    recorder.addEventListener("dataavailable", ({ data }) => {
      if (!data.size) return;
      parts.push(data);
      onSlice(data, typeNow());
    });
    recorder.addEventListener("stop", async () => {
      clearInterval(clock);
      for (const track of sound.getTracks()) track.stop();
      resolve(await described(await new Blob(parts).arrayBuffer(), "voice", typeNow()));
    });
  });
  recorder.start(SLICE_MS);
  return { stop, memo };
}
