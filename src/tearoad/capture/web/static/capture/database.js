// The browser's own database, as small as the store needs it: rows by key, and writes that happen whole or not at all.
import { openDB } from "../vendor/idb/idb.js";

const NAME = "floor";
// Done means: on the disk, and not only in the browser's memory.
const STRICT = { durability: "strict" };

export async function openDatabase() {
  const db = await openDB(NAME, 2, {
    // Each version adds to the one before: what a phone holds is not touched.
    upgrade(made, before) {
      if (before < 1) {
        made.createObjectStore("settings");
        for (const name of ["posts", "drafts"]) made.createObjectStore(name, { keyPath: "phone" });
        made.createObjectStore("revisions", { keyPath: "id" }).createIndex("by_phone", "phone");
      }
      if (before < 2) {
        made.createObjectStore("files", { keyPath: "id" }).createIndex("by_phone", "phone");
        made.createObjectStore("contents");
      }
    },
  });
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
