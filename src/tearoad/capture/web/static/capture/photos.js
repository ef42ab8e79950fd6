// Makes a photo so small that it never stands in the way of text: at most 150 kB, less where the phone has little room.
import { digestOf } from "./ids.js";

const FULL = { bytes: 150_000, side: 1600 };
const TIGHT = { bytes: 60_000, side: 1100 };
// With less room than this photos are made smaller, and then refused: what is left belongs to text.
const TIGHT_ROOM = 50_000_000;
const NO_ROOM = 5_000_000;
const TYPE = "image/jpeg";
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];
const SMALLER = 0.75;
const LEAST_SIDE = 300;

export class NoRoom extends Error {}
export class NoPicture extends Error {}

// How many bytes this browser may still keep; without end where it does not say.
export async function roomLeft() {
  const told = await navigator.storage?.estimate?.().catch(() => null);
  return told?.quota ? told.quota - (told.usage ?? 0) : Infinity;
}

// Returns { digest, kind, type, size, bytes } of a photo as it is kept.
export async function photoOf(file, kind) {
  const room = await roomLeft();
  if (room < NO_ROOM) throw new NoRoom();
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new NoPicture();
  });
  const most = room < TIGHT_ROOM ? TIGHT : FULL;
  const blob = await shrunk(picture, most);
  picture.close();
  return described(await blob.arrayBuffer(), kind, TYPE);
}

export async function described(bytes, kind, type) {
  return { digest: await digestOf(bytes), kind, type, size: bytes.byteLength, bytes };
}

// Steps the quality down and then the size, until it is small enough. A canvas keeps no place and no camera.
async function shrunk(picture, { bytes, side }) {
  for (let longest = side; ; longest *= SMALLER) {
    const canvas = drawn(picture, longest);
    for (const quality of QUALITIES) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, TYPE, quality));
      if (blob && (blob.size <= bytes || longest < LEAST_SIDE)) return blob;
    }
  }
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext("2d");
  brush.imageSmoothingQuality = "high";
  // What is see-through is white, as paper is.
  brush.fillStyle = "white";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
