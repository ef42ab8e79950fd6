// The browser's own database, as small as the store needs it: rows by key, and writes that happen whole or not at all.
import { openDB } from "../vendor/idb/idb.js";
import { filesOfEarlier } from "./store.js";

const NAME = "floor";
const VERSION = 4;
// Done means: on the disk, and not only in the browser's memory.
const STRICT = { durability: "strict" };

// `waits` is called when an older page holds this one back, `isOlder` when this page holds back a newer one: it lets go of
// the database and can keep nothing any more. A new version adds stores and takes no row away: what moves, moves at once.
export async function openDatabase({ waits = () => {}, isOlder = () => {} } = {}) {
  const db = await openDB(NAME, VERSION, {
    async upgrade(made, before, _after, upgrading) {
      if (before < 1) {
        made.createObjectStore("settings");
        made.createObjectStore("posts", { keyPath: "phone" });
        made.createObjectStore("revisions", { keyPath: "id" }).createIndex("by_phone", "phone");
      }
      if (before < 2) {
        made.createObjectStore("files", { keyPath: "id" }).createIndex("by_phone", "phone");
        made.createObjectStore("contents");
      }
      if (before < 3) {
        for (const name of ["forms", "slices"]) made.createObjectStore(name, { keyPath: "id" }).createIndex("by_phone", "phone");
        if (before) await moveDrafts(made, upgrading);
      }
      if (before && before < 4) await moveFiles(upgrading.objectStore("files"));
    },
    blocked: waits,
    blocking() {
      db.close();
      isOlder();
    },
  });
  return plain(db);
}

// A page that is older than what is kept here can still hand it out: nobody should need a working new page for that.
export async function openAsItIs() {
  return plain(await openDB(NAME));
}

// There was one draft a phone once.
async function moveDrafts(made, upgrading) {
  const drafts = await upgrading.objectStore("drafts").getAll();
  for (const { phone, sealed } of drafts) await upgrading.objectStore("forms").put({ id: phone, phone, sealed });
  made.deleteObjectStore("drafts");
}

async function moveFiles(files) {
  for (const row of filesOfEarlier(await files.getAll())) await files.put(row);
}

function plain(db) {
  return {
    get: (name, key) => db.get(name, key),
    all: (name) => db.getAll(name),
    ofPhone: (phone, name = "revisions") => db.getAllFromIndex(name, "by_phone", phone),
    // `work` gets the stores and may wait for nothing but them: the browser ends a transaction that waits for others.
    async write(names, work) {
      const writing = db.transaction(names, "readwrite", STRICT);
      const stores = Object.fromEntries(names.map((name) => [name, writing.objectStore(name)]));
      const [result] = await Promise.all([work(stores), writing.done]);
      return result;
    },
  };
}
