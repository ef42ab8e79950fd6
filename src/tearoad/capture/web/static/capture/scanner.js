// Reads codes in pictures: QR, Data Matrix and PDF417 of cards, and the bars of badges. Loaded only when somebody scans;
// the compiled half stands on our own server, and the service worker keeps it.
import { prepareZXingModule, readBarcodes } from "../vendor/zxing/reader/index.js";

const OPTIONS = {
  formats: ["QRCode", "DataMatrix", "PDF417", "Aztec", "Code128", "Code39", "EAN13", "EAN8"],
  tryHarder: true,
  maxNumberOfSymbols: 1,
  textMode: "Plain",
};
// A frame is looked at whole, so small that it is quick, and then its middle as sharp as the camera sees it.
const WHOLE = 1280;
const MIDDLE = 0.6;
const MOST_LETTERS = 4000;

export function prepare(wasm) {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
}

// Returns the text of a code as it stands there, null where none is seen. `picture` is a Blob or ImageData.
export async function read(picture) {
  const [found] = await readBarcodes(picture, OPTIONS);
  return found?.isValid && found.text ? verbatim(found.text) : null;
}

// Letter by letter; signs that no field may hold (a scanner's separators) become their visible pictures.
function verbatim(text) {
  const lines = text.replace(/\r\n?/g, "\n").slice(0, MOST_LETTERS);
  return lines.replace(/[\x00-\x08\x0b-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
}

// Looks at a video until a code is seen or `isOver` says so; returns its text, or null.
export async function watch(video, isOver) {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  for (let turn = 0; !isOver(); turn += 1) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth) {
      const found = await read(frame(video, canvas, brush, turn % 2 ? MIDDLE : 1));
      if (found) return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return null;
}

function frame(video, canvas, brush, share) {
  const { videoWidth, videoHeight } = video;
  const [wide, high] = [videoWidth * share, videoHeight * share];
  const scale = Math.min(1, WHOLE / Math.max(wide, high));
  canvas.width = Math.round(wide * scale);
  canvas.height = Math.round(high * scale);
  const [left, top] = [(videoWidth - wide) / 2, (videoHeight - high) / 2];
  brush.drawImage(video, left, top, wide, high, 0, 0, canvas.width, canvas.height);
  return brush.getImageData(0, 0, canvas.width, canvas.height);
}
