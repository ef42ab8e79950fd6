// Whether a browser can keep what is written in it: found out by trying, before the fair, and not by its name alone.
import { openDatabase } from "./database.js";
import { newId } from "./ids.js";

// Where the page goes from the link: if it finds nothing there, the browser forgot within a moment.
export const JUST_OPENED = "#/opened";
// Browsers inside other apps: some pass every trial and forget everything once the app is closed.
const INSIDE = /MicroMessenger|WeChat|\bQQ\/|DingTalk|Telegram|VKClient|VKAndroidApp|WhatsApp|FBAN|FBAV|Instagram|\bLine\/|Weibo/i;

export function isInsideApp(agent) {
  return INSIDE.test(agent);
}

export function hasAll() {
  const { serviceWorker, locks, storage } = navigator;
  return Boolean(isSecureContext && serviceWorker && locks && storage && window.indexedDB && crypto.subtle);
}

// Opens the database, writes into it and reads that through another connection; says when the link was opened here before,
// nothing where it was not. Throws where anything of it fails.
export async function tried() {
  const database = await openDatabase();
  const before = await database.get("settings", "tried");
  const mark = newId();
  await database.write(["settings"], ({ settings }) => settings.put(mark, "trial"));
  const read = await (await openDatabase()).get("settings", "trial");
  if (read !== mark) throw new Error("not kept");
  await database.write(["settings"], async ({ settings }) => {
    await settings.delete("trial");
    await settings.put(new Date().toISOString(), "tried");
  });
  await navigator.storage.persist?.();
  return { database, before };
}
