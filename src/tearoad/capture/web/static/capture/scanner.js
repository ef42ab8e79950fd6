// Reads codes in pictures: QR, Data Matrix and PDF417 of cards, and the bars of badges. Loaded only when somebody scans;
// the compiled half stands on our own server, and the service worker keeps it.
import { prepareZXingModule, readBarcodes } from "../vendor/zxing/reader/index.js";

const OPTIONS = {
  formats: ["QRCode", "DataMatrix", "PDF417", "Aztec", "Code128", "Code39", "EAN13", "EAN8"],
  tryHarder: true,
  maxNumberOfSymbols: 1,
  textMode: "Plain",
};
// One look after another, the quick ones first: the whole picture in several sizes, since what is blurred or noisy is read
// better when it is made smaller, and its middle larger than the camera sees it.
const LOOKS = [
  { share: 1, side: 640 },
  { share: 1, side: 960 },
  { share: 1, side: 1280 },
  { share: 0.6, side: 1280 },
  { share: 1, side: 960, tryDenoise: true },
  { share: 0.8, side: 1280 },
];
// A picture that somebody took shows more than a film does, and may show the code small.
const STILL = [...LOOKS, { share: 1, side: 2600 }, { share: 0.6, side: 2600 }];
const MOST_ENLARGED = 1.6;
const MOST_LETTERS = 4000;

export function prepare(wasm) {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
}

// Returns the text of a code in a picture somebody chose, null where none is seen.
export async function read(picture) {
  const bitmap = await createImageBitmap(picture);
  const eye = makeEye();
  for (const look of STILL) {
    const found = await seen(bitmap, bitmap.width, bitmap.height, look, eye);
    if (found) return found;
  }
  return null;
}

// Letter by letter; signs that no field may hold (a scanner's separators) become their visible pictures.
function verbatim(text) {
  const lines = text.replace(/\r\n?/g, "\n").slice(0, MOST_LETTERS);
  return lines.replace(/[\x00-\x08\x0b-\x1f]/g, (sign) => String.fromCharCode(0x2400 + sign.charCodeAt(0)));
}

// Looks at a video until a code is seen or `isOver` says so; returns its text, or null.
export async function watch(video, isOver) {
  const eye = makeEye();
  for (let turn = 0; !isOver(); turn += 1) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth) {
      const found = await seen(video, video.videoWidth, video.videoHeight, LOOKS[turn % LOOKS.length], eye);
      if (found) return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return null;
}

function makeEye() {
  return document.createElement("canvas").getContext("2d", { willReadFrequently: true });
}

async function seen(picture, width, height, { share, side, tryDenoise = false }, eye) {
  const [wide, high] = [width * share, height * share];
  const scale = Math.min(MOST_ENLARGED, side / Math.max(wide, high));
  const [left, top] = [(width - wide) / 2, (height - high) / 2];
  eye.canvas.width = Math.max(1, Math.round(wide * scale));
  eye.canvas.height = Math.max(1, Math.round(high * scale));
  eye.imageSmoothingQuality = "high";
  eye.drawImage(picture, left, top, wide, high, 0, 0, eye.canvas.width, eye.canvas.height);
  const dots = eye.getImageData(0, 0, eye.canvas.width, eye.canvas.height);
  const [found] = await readBarcodes(dots, { ...OPTIONS, tryDenoise });
  return found?.isValid && found.text ? verbatim(found.text) : null;
}
