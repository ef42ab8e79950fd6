// What a phone keeps: whom it writes for, the revisions, what is being typed; all of it encrypted. It is given the database
// (see `database.js`), so that it can be tried with one that dies at any moment.
import { makeKey, open, openBytes, seal, sealBytes } from "./seal.js";

// Where a revision is now. Only the server's answer moves one from `waiting`, and none is ever deleted on a refusal.
export const STATE = { waiting: "waiting", received: "received", attention: "attention", aside: "put_aside" };
// A file has no words to look at: it waits, or the server has it, or will never take it.
export const FILE_STATE = { waiting: "waiting", received: "received", refused: "refused" };

export async function openStore(database) {
  return new Store(database, await keyOf(database));
}

async function keyOf(database) {
  const known = await database.get("settings", "key");
  if (known) return known;
  const made = await makeKey();
  // Two pages may open at once: the first key stays, or the other page could not read what it sealed.
  return database.write(["settings"], async ({ settings }) => {
    const first = await settings.get("key");
    if (!first) await settings.put(made, "key");
    return first ?? made;
  });
}

// Nothing may be kept any more for a phone that was stopped and has forgotten: nobody would ever send it.
export class Gone extends Error {}

class Store {
  constructor(database, key) {
    this.database = database;
    this.key = key;
  }

  async setting(name) {
    return this.database.get("settings", name);
  }

  async set(name, value) {
    await this.database.write(["settings"], ({ settings }) => settings.put(value, name));
  }

  // A post is a phone that writes for somebody: who it is (id, secret), and what it was told (briefing, how far it read).
  async posts() {
    const found = await this.database.all("posts");
    const opened = await Promise.all(found.map((one) => this._opened(one)));
    return opened.sort((one, other) => (one.opened < other.opened ? 1 : -1));
  }

  async post(phone) {
    const found = await this.database.get("posts", phone);
    return found && this._opened(found);
  }

  async _opened({ phone, who, known }) {
    return { phone, ...(await open(this.key, who)), ...(known ? await open(this.key, known) : {}) };
  }

  // Who a phone is stands apart from what it was told: a round that is under way never writes an older secret back.
  async putPost(phone, who) {
    const sealed = await seal(this.key, who);
    await this.database.write(["posts"], async ({ posts }) => {
      await posts.put({ ...(await posts.get(phone)), phone, who: sealed });
    });
  }

  async revisions(phone) {
    const found = await this.database.ofPhone(phone);
    const opened = await Promise.all(found.map((one) => open(this.key, one.sealed)));
    return opened.map((document, place) => {
      const { state, reasons, own } = found[place];
      return { document, state, reasons, own };
    });
  }

  // Keeps a new revision with the bytes of the files that it names, counts it and takes its draft away: all or nothing.
  // `make` gets the number; `files` are [{ digest, kind, type, size, bytes }].
  async keep(phone, make, { files = [], keepsDraft = false } = {}) {
    const contents = await Promise.all(files.map((one) => sealBytes(this.key, one.bytes)));
    for (;;) {
      const number = (await this.made(phone)) + 1;
      const document = make(number);
      const sealed = await seal(this.key, document);
      const row = { id: document.id, phone, own: true, state: STATE.waiting, reasons: [], sealed };
      const names = ["posts", "revisions", "drafts", "settings", ...(files.length ? ["files", "contents"] : [])];
      const done = await this.database.write(names, async (stores) => {
        const { posts, revisions, drafts, settings } = stores;
        if (!(await posts.get(phone))) throw new Gone();
        // The browser ends a transaction that waits for the encryption: another page may have counted meanwhile.
        if (((await settings.get(counter(phone))) ?? 0) + 1 !== number) return false;
        await Promise.all([settings.put(number, counter(phone)), revisions.add(row)]);
        if (!keepsDraft) await drafts.delete(phone);
        for (const [place, file] of files.entries()) await putFile(stores, phone, document.report, file, contents[place]);
        return true;
      });
      if (done) return document;
    }
  }

  async made(phone) {
    return (await this.database.get("settings", counter(phone))) ?? 0;
  }

  // What is kept of the files, without their bytes: [{ digest, report, kind, type, size, state }].
  async files(phone) {
    return this.database.ofPhone(phone, "files");
  }

  // The bytes of a file, undefined where they are not on this phone.
  async bytes(phone, digest) {
    const sealed = await this.database.get("contents", fileId(phone, digest));
    return sealed && openBytes(this.key, sealed);
  }

  async markFiles(phone, digests, state) {
    await this.database.write(["files"], async ({ files }) => {
      for (const digest of digests) {
        const row = await files.get(fileId(phone, digest));
        if (row) await files.put({ ...row, state });
      }
    });
  }

  // Moves revisions to the state that the server told: [{ id, state, reasons }].
  async mark(moves) {
    await this.database.write(["revisions"], async ({ revisions }) => {
      for (const { id, state, reasons } of moves) {
        const row = await revisions.get(id);
        if (row) await revisions.put({ ...row, state, reasons });
      }
    });
  }

  // Takes in what others of the firm wrote, and how far the stream is read: both or neither.
  async takeIn(phone, known, documents) {
    const rows = await Promise.all(
      documents.map(async (document) => {
        const sealed = await seal(this.key, document);
        return { id: document.id, phone, own: false, state: STATE.received, reasons: [], sealed };
      }),
    );
    const sealed = await seal(this.key, known);
    await this.database.write(["revisions", "posts"], async ({ revisions, posts }) => {
      for (const row of rows) if (!(await revisions.get(row.id))) await revisions.put(row);
      const post = await posts.get(phone);
      if (post) await posts.put({ ...post, known: sealed });
    });
  }

  async draft(phone) {
    const found = await this.database.get("drafts", phone);
    return found && open(this.key, found.sealed);
  }

  async putDraft(phone, draft) {
    const sealed = await seal(this.key, draft);
    await this.database.write(["drafts"], ({ drafts }) => drafts.put({ phone, sealed }));
  }

  async dropDraft(phone) {
    await this.database.write(["drafts"], ({ drafts }) => drafts.delete(phone));
  }

  // Forgets everything of a post that was stopped; says false, and forgets nothing, where something still waits.
  async forget(phone) {
    const made = await this.made(phone);
    const ids = (await this.database.ofPhone(phone)).map((row) => row.id);
    const shots = (await this.database.ofPhone(phone, "files")).map((row) => row.id);
    return this.database.write(["posts", "revisions", "drafts", "settings", "files", "contents"], async (stores) => {
      const { posts, revisions, drafts, settings, files, contents } = stores;
      if (((await settings.get(counter(phone))) ?? 0) !== made || (await drafts.get(phone))) return false;
      for (const id of ids) if ((await revisions.get(id))?.state === STATE.waiting) return false;
      for (const id of shots) if ((await files.get(id))?.state === FILE_STATE.waiting) return false;
      for (const id of ids) await revisions.delete(id);
      for (const id of shots) await Promise.all([files.delete(id), contents.delete(id)]);
      await posts.delete(phone);
      return true;
    });
  }
}

// The same bytes are kept once: a file that the server has need not be sent for a second report.
async function putFile({ files, contents }, phone, report, { digest, kind, type, size }, sealed) {
  const id = fileId(phone, digest);
  if (await files.get(id)) return;
  const row = { id, phone, digest, report, kind, type, size, state: FILE_STATE.waiting };
  await Promise.all([files.put(row), contents.put(sealed, id)]);
}

function fileId(phone, digest) {
  return `${phone}/${digest}`;
}

function counter(phone) {
  return `number:${phone}`;
}
