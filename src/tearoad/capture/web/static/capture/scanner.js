// Reads codes in pictures: QR, Data Matrix and PDF417 of cards, and the bars of badges. Loaded only when somebody scans;
// the compiled half stands on our own server, and the service worker keeps it.
import { prepareZXingModule, readBarcodes } from "../vendor/zxing/reader/index.js";
import { whole } from "./codes.js";

const OPTIONS = {
  // No Code 39 and no EAN-8: without a strong check digit they are "read" off any striped thing that lies about.
  formats: ["QRCode", "DataMatrix", "PDF417", "Code128", "EAN13"],
  minLineCount: 4,
  tryHarder: true,
  maxNumberOfSymbols: 1,
  textMode: "Plain",
};
// Codes of squares alone: bars are not looked for in every picture, since that takes long.
const SQUARES = ["QRCode", "DataMatrix"];
// One look after another, the quick ones first: the whole picture in several sizes, since what is blurred or noisy is read
// better when it is made smaller, and its middle larger than the camera sees it. In little light the dark and the light of
// a code differ by less than zxing asks for, so that it takes them for one plane: there the picture is levelled first,
// against what lies near or further off (`reach`, a share of its longer side).
const LOOKS = [
  { share: 1, side: 640 },
  { share: 1, side: 960 },
  { share: 1, side: 1280, reach: 1 / 32 },
  { share: 1, side: 1280 },
  { share: 1, side: 1280, reach: 1 / 16 },
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
  const lines = whole(text.replace(/\r\n?/g, "\n").slice(0, MOST_LETTERS));
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

async function seen(picture, width, height, { share, side, reach = 0, tryDenoise = false }, eye) {
  const [wide, high] = [width * share, height * share];
  const scale = Math.min(MOST_ENLARGED, side / Math.max(wide, high));
  const [left, top] = [(width - wide) / 2, (height - high) / 2];
  eye.canvas.width = Math.max(1, Math.round(wide * scale));
  eye.canvas.height = Math.max(1, Math.round(high * scale));
  eye.imageSmoothingQuality = "high";
  eye.drawImage(picture, left, top, wide, high, 0, 0, eye.canvas.width, eye.canvas.height);
  const dots = eye.getImageData(0, 0, eye.canvas.width, eye.canvas.height);
  if (reach) level(dots, Math.round(reach * side));
  const [found] = await readBarcodes(dots, { ...OPTIONS, tryDenoise, formats: reach ? SQUARES : OPTIONS.formats });
  return found?.isValid && found.text ? verbatim(found.text) : null;
}

// Makes each dot as light as it and its neighbours are against their surroundings (as light as these: half of white), by a
// summed-area table, after Bradley and Roth (2007). Sums of four greys a dot fit its 32 bits up to 2000 x 2000 dots.
function level({ data, width, height }, far) {
  const wide = width + 1;
  const sums = new Uint32Array(wide * (height + 1));
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0, row = 0; x < width; x += 1, at += 4) {
      row += data[at] + 2 * data[at + 1] + data[at + 2];
      sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + row;
    }
  }
  const mean = (x, y, reach) => {
    const left = Math.max(0, x - reach);
    const right = Math.min(width, x + reach + 1);
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height, y + reach + 1);
    const above = top * wide;
    const below = bottom * wide;
    const sum = sums[below + right] - sums[below + left] - sums[above + right] + sums[above + left];
    return sum / ((right - left) * (bottom - top));
  };
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      // One is added so that black on black is not divided by nothing.
      const grey = (128 * mean(x, y, 1)) / (mean(x, y, far) + 1);
      data[at] = data[at + 1] = data[at + 2] = grey;
    }
  }
}
