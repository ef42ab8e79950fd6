// What can be told and forgotten of what a phone keeps without its PIN: states stand outside of what is sealed.
import { stoppedOf } from "./asking.js";
import { cardsOf, counter, FILE_STATE, STATE } from "./store.js";

const ASKED_MS = 60_000;
const ALL = ["settings", "posts", "forms", "slices", "revisions", "files", "contents"];

// How much stands on this phone alone: { notes, files, begun }, told without the PIN since states stand outside of what is
// sealed. However often somebody changed what they wrote of one visitor, it is one note. A file that the server would not
// take is nowhere else either.
export async function countUnsent(database) {
  const those = await Promise.all(["revisions", "files", "forms", "slices"].map((name) => database.all(name)));
  const [revisions, files, forms, slices] = those;
  const waiting = revisions.filter((row) => row.state === STATE.waiting);
  return {
    notes: new Set(waiting.map((row) => row.report ?? row.id)).size,
    files: files.filter((row) => row.state !== FILE_STATE.received).length,
    begun: forms.length + new Set(slices.map((row) => row.memo)).size,
  };
}

// Deletes all there is, unsent notes among it, but the language and when the link was opened: only a person who cannot open
// it any more may say so.
export async function wipe(database) {
  await database.write(ALL, async (stores) => {
    const left = {};
    for (const name of ["language", "tried"]) left[name] = await stores.settings.get(name);
    for (const name of ALL) await stores[name].clear();
    for (const [name, value] of Object.entries(left)) if (value) await stores.settings.put(value, name);
  });
}

// Forgets, without the PIN, what a stopped phone holds and the server has. What was not sent stays sealed, with what is
// needed to hand it over once the PIN is known; says whether there is such. The last phone to go takes the key along.
export async function forgetLocked(database, phone) {
  return database.write(ALL, async (stores) => {
    const { posts, revisions, forms, slices, settings, files } = stores;
    const begun = [...(await forms.getAll()), ...(await slices.getAll())];
    let isLeft = begun.some((row) => row.phone === phone);
    for (const row of (await revisions.getAll()).filter((one) => one.phone === phone)) {
      if (row.state === STATE.waiting) isLeft = true;
      else await revisions.delete(row.id);
    }
    for (const row of (await files.getAll()).filter((one) => one.phone === phone)) {
      if (row.state === FILE_STATE.waiting) isLeft = true;
      else await Promise.all([files.delete(row.id), stores.contents.delete(row.id)]);
    }
    await settings.delete(cardsOf(phone));
    const { who } = (await posts.get(phone)) ?? {};
    if (isLeft && who) await posts.put({ phone, who, isStopped: true });
    else await Promise.all([posts.delete(phone), settings.delete(counter(phone))]);
    if (!(await posts.getAll()).length) await Promise.all([settings.delete("box"), settings.delete("tries")]);
    return isLeft;
  });
}

// Asks for phones that nobody has unlocked whether they were stopped, and forgets of those what the server has: they may be
// in strange hands. Says how many were.
export async function forgetStopped(database) {
  const stopped = await stoppedOf(await database.all("posts"));
  if (!stopped.length) return 0;
  await navigator.locks.request("floor-round", async () => {
    for (const { phone } of stopped) await forgetLocked(database, phone);
  });
  return stopped.length;
}

// Does so as long as the page is locked, until what is returned is called; `gone` is called where no phone is left.
export function watchLocked(database, gone) {
  const ask = async () => {
    if (!(await forgetStopped(database))) return;
    if ((await database.all("posts")).length) return location.reload();
    halt();
    gone();
  };
  const timer = setInterval(ask, ASKED_MS);
  const halt = () => {
    clearInterval(timer);
    removeEventListener("online", ask);
  };
  addEventListener("online", ask);
  ask();
  return halt;
}
