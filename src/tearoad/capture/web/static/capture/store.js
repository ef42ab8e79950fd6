// What a phone keeps: whom it writes for, the revisions, what is being typed; all of it encrypted. It is given the database
// (see `database.js`), so that it can be tried with one that dies at any moment.
import { askingOf } from "./asking.js";
import { Begun } from "./begun.js";
import { closeAnew, isLocked, makeBox, open, openBox, openBytes, seal, sealBytes, WrongPin } from "./seal.js";

// Where a revision is now. Only the server's answer moves one from `waiting`, and none is ever deleted on a refusal.
export const STATE = { waiting: "waiting", received: "received", attention: "attention", aside: "put_aside" };
// A file has no words to look at: it waits, or the server has it, or will never take it.
export const FILE_STATE = { waiting: "waiting", received: "received", refused: "refused" };

const FREE_TRIES = 10;
const WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

// Nothing may be kept any more for a phone that was stopped and has forgotten: nobody would ever send it.
export class Gone extends Error {}

// The PIN is asked for: none was given, or a wrong one (`isWrong`); before `until` no other is tried.
export class Locked extends Error {
  constructor({ isWrong = false, until = 0 } = {}) {
    super("locked");
    Object.assign(this, { isWrong, until });
  }
}

// Throws Locked where there is a PIN and it is not the one that is given. Wrong ones delete nothing, they make waiting longer.
export async function openStore(database, pin = "", now = Date.now()) {
  const box = await database.get("settings", "box");
  if (box && isLocked(box)) return new Store(database, await unlocked(database, box, pin, now));
  return new Store(database, await keyOf(database));
}

async function keyOf(database) {
  const box = await database.get("settings", "box");
  if (box) return openBox(box);
  const made = await makeBox();
  // Two pages may open at once: the first key stays, or the other page could not read what it sealed.
  const first = await database.write(["settings"], async ({ settings }) => {
    const there = await settings.get("box");
    if (!there) await settings.put(made.box, "box");
    return there;
  });
  return first ? openBox(first) : made.key;
}

async function unlocked(database, box, pin, now) {
  const tried = (await database.get("settings", "tries")) ?? { count: 0, until: 0 };
  if (!pin || tried.until > now) throw new Locked(tried);
  try {
    const key = await openBox(box, pin);
    if (tried.count) await database.write(["settings"], ({ settings }) => settings.delete("tries"));
    return key;
  } catch (error) {
    if (!(error instanceof WrongPin)) throw error;
    const count = tried.count + 1;
    const wait = count < FREE_TRIES ? 0 : Math.min(WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS);
    const next = { count, until: wait ? now + wait : 0 };
    await database.write(["settings"], ({ settings }) => settings.put(next, "tries"));
    throw new Locked({ isWrong: true, until: next.until });
  }
}

class Store {
  constructor(database, key) {
    this.database = database;
    this.key = key;
    this.begun = new Begun(database, key);
  }

  async setting(name) {
    return this.database.get("settings", name);
  }

  async set(name, value) {
    await this.database.write(["settings"], ({ settings }) => settings.put(value, name));
  }

  async hasPin() {
    return isLocked(await this.setting("box"));
  }

  // Sets, changes or takes away the PIN; throws WrongPin. No report is written anew: see `seal.js`.
  async setPin(pin, newPin) {
    await this.set("box", await closeAnew(await this.setting("box"), pin, newPin));
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

  async _opened({ phone, who, known, seen, asks, isStopped = false }) {
    const told = known ? await open(this.key, known) : {};
    return { phone, ...(await open(this.key, who)), ...told, seen: seen && (await open(this.key, seen)), asks, isStopped };
  }

  // Who a phone is stands apart from what it was told: a round that is under way never writes an older secret back.
  async putPost(phone, who) {
    const [sealed, asks] = [await seal(this.key, who), await askingOf(who.secret)];
    await this.database.write(["posts"], async ({ posts }) => {
      await posts.put({ ...(await posts.get(phone)), phone, who: sealed, asks });
    });
  }

  // A phone that was known before it could ask, while locked, whether it was stopped, can from now on.
  async letAsk() {
    for (const { phone, secret, asks, isStopped } of await this.posts()) {
      if (asks || isStopped) continue;
      const made = await askingOf(secret);
      await this.database.write(["posts"], async ({ posts }) => {
        const post = await posts.get(phone);
        if (post) await posts.put({ ...post, asks: post.asks ?? made });
      });
    }
  }

  // Remembers what was planned when somebody last looked at it: a round that is under way never takes that back.
  async see(phone, planned) {
    const seen = await seal(this.key, planned);
    await this.database.write(["posts"], async ({ posts }) => {
      const post = await posts.get(phone);
      if (post) await posts.put({ ...post, seen });
    });
  }

  async revisions(phone) {
    const post = await this.database.get("posts", phone);
    const found = await this.database.ofPhone(phone);
    return Promise.all(
      found.map(async (row) => ({
        document: await open(this.key, row.sealed),
        state: row.state,
        reasons: row.reasons ? await open(this.key, row.reasons) : [],
        own: row.own,
        author: row.author ?? "",
        exported: Boolean(row.exported),
        refused: row.refused ?? null,
        backedUp: isBackedUp(row, post),
      })),
    );
  }

  // Keeps a new revision with the bytes of the files that it names, counts it and takes away what it was made of, which is
  // `over`, [{ store, id }]: all or nothing. `make` gets the number; `files` are [{ digest, kind, type, size, bytes }].
  async keep(phone, make, { files = [], over = [] } = {}) {
    const contents = await Promise.all(files.map((one) => sealBytes(this.key, one.bytes)));
    for (;;) {
      const number = (await this.made(phone)) + 1;
      const document = make(number);
      const sealed = await seal(this.key, document);
      const row = { id: document.id, phone, report: document.report, own: true, state: STATE.waiting, sealed };
      const used = [...new Set(over.map(({ store }) => store)), ...(files.length ? ["files", "contents"] : [])];
      const names = ["posts", "revisions", "settings", ...used];
      const done = await this.database.write(names, async (stores) => {
        const { posts, revisions, settings } = stores;
        if (!(await posts.get(phone))) throw new Gone();
        // The browser ends a transaction that waits for the encryption: another page may have counted meanwhile.
        if (((await settings.get(counter(phone))) ?? 0) + 1 !== number) return false;
        await Promise.all([settings.put(number, counter(phone)), revisions.add(row)]);
        for (const { store, id } of over) await stores[store].delete(id);
        for (const [place, file] of files.entries()) await putFile(stores, phone, document.report, file, contents[place]);
        return true;
      });
      if (done) return document;
    }
  }

  async made(phone) {
    return (await this.database.get("settings", counter(phone))) ?? 0;
  }

  // What is kept of the files, without their bytes: [{ digest, report, kind, type, size, state, safe, exported }].
  async files(phone) {
    return this.database.ofPhone(phone, "files");
  }

  // The bytes of a file, undefined where they are not on this phone.
  async bytes(phone, digest) {
    const sealed = await this.database.get("contents", fileId(phone, digest));
    return sealed && openBytes(this.key, sealed);
  }

  // Notes what is known of files now: their state, whether they are `safe` in a backup, or `exported`.
  async markFiles(phone, digests, known) {
    await this.database.write(["files"], async ({ files }) => {
      for (const digest of digests) {
        const row = await files.get(fileId(phone, digest));
        if (row) await files.put({ ...row, ...known });
      }
    });
  }

  // Takes in what another phone exported: [{ document, author }] and files; returns how many notes were not here yet. They
  // are sent from here under the ids they have, so that nothing doubles when the other phone sends them too.
  async bring(phone, entries, files = []) {
    const contents = await Promise.all(files.map((one) => sealBytes(this.key, one.bytes)));
    const rows = await Promise.all(
      entries.map(async ({ document, author }) => {
        const sealed = await seal(this.key, document);
        return { id: document.id, phone, report: document.report, own: false, author, state: STATE.waiting, sealed };
      }),
    );
    return this.database.write(["posts", "revisions", "files", "contents"], async (stores) => {
      const { posts, revisions } = stores;
      if (!(await posts.get(phone))) throw new Gone();
      for (const [place, file] of files.entries()) await putFile(stores, phone, file.report, file, contents[place]);
      let brought = 0;
      for (const row of rows) {
        if (await revisions.get(row.id)) continue;
        await revisions.put(row);
        brought += 1;
      }
      return brought;
    });
  }

  // Moves revisions to the state that the server told: [{ id, state, reasons }].
  async mark(moves) {
    const told = await Promise.all(
      moves.map(async (move) => ({ ...move, reasons: move.reasons.length ? await seal(this.key, move.reasons) : null })),
    );
    await this.database.write(["revisions"], async ({ revisions }) => {
      for (const { id, state, reasons } of told) {
        const row = await revisions.get(id);
        if (row) await revisions.put(moved({ ...row, state, reasons, refused: null }));
      }
    });
  }

  // Notes that a letter with this revision alone was refused with a status while others were taken: it waits on.
  async refuse(id, status, at) {
    await this.database.write(["revisions"], async ({ revisions }) => {
      const row = await revisions.get(id);
      if (row) await revisions.put({ ...row, refused: { status, at } });
    });
  }

  // Takes in what others of the firm wrote, and how far the stream is read: both or neither. What is known here already
  // takes the place of the phone's own copy: a person may have been erased from it.
  async takeIn(phone, known, documents, authors = [], read = []) {
    const first = known.since - documents.length + 1;
    const rows = await Promise.all(
      documents.map(async (document, at) => {
        const sealed = await seal(this.key, document);
        const place = { era: known.era, number: first + at };
        return { id: document.id, phone, own: false, by: authors[at] ?? "", state: STATE.received, sealed, place };
      }),
    );
    const sealed = await seal(this.key, known);
    // Who is told of their days for the first time has nothing to be told of that changed.
    const planned = known.briefing && (await seal(this.key, known.briefing.planned));
    const safe = { era: known.era, number: known.backedUp ?? 0 };
    const cards = await this._cardsWith(phone, known.era, read);
    await this.database.write(["revisions", "posts", "settings"], async ({ revisions, posts, settings }) => {
      for (const row of rows) await revisions.put(placed(await revisions.get(row.id), row));
      const post = await posts.get(phone);
      if (post) await posts.put({ ...post, known: sealed, seen: post.seen ?? planned, safe });
      if (post && cards) await settings.put(cards, cardsOf(phone));
    });
  }

  // What the server read from cards, by report: { report: { field: { value, confidence, sure } } }.
  async cards(phone) {
    const sealed = await this.setting(cardsOf(phone));
    return sealed ? open(this.key, sealed) : {};
  }

  // Somebody wants nothing (more) of what was read from a card: it is gone from this phone until it is read anew.
  async leaveCard(phone, report) {
    for (;;) {
      const before = await this.setting(cardsOf(phone));
      if (!before) return;
      const { [report]: _, ...left } = await open(this.key, before);
      const sealed = await seal(this.key, left);
      const isDone = await this.database.write(["settings"], async ({ settings }) => {
        // A round may have brought more meanwhile.
        if (!isSame(await settings.get(cardsOf(phone)), before)) return false;
        await settings.put(sealed, cardsOf(phone));
        return true;
      });
      if (isDone) return;
    }
  }

  // In another era everything is told anew: what is not told then was forgotten.
  async _cardsWith(phone, era, read) {
    const isAnew = era !== (await this.post(phone))?.era;
    if (!isAnew && !read.length) return null;
    const cards = isAnew ? {} : await this.cards(phone);
    // @reads tearoad.capture.web.answers.CardShown {}
    for (const { report, fields } of read) {
      if (Object.keys(fields).length) cards[report] = fields;
      else delete cards[report];
    }
    return seal(this.key, cards);
  }

  // Sends copies of what others wrote that stand in the firm's stream no more: a restored backup lacks them, and whoever
  // wrote them may have lost them. Says how many; it is asked once the stream has been read to its end.
  async offerLost(phone, era) {
    const isLost = (row) => !row.own && !row.author && row.state === STATE.received && row.place?.era !== era;
    const lost = (await this.database.ofPhone(phone)).filter(isLost);
    if (!lost.length) return 0;
    return this.database.write(["revisions"], async ({ revisions }) => {
      let offered = 0;
      for (const { id } of lost) {
        const row = await revisions.get(id);
        if (!row || !isLost(row)) continue;
        await revisions.put(moved({ ...row, author: row.by || phone, state: STATE.waiting }));
        offered += 1;
      }
      return offered;
    });
  }

  // Puts what is left of something that was kept aside, after a person was erased from it, in the place of what was sent:
  // { id: document }, null where nothing is left. It is not asked about any more.
  async clean(phone, cleaned) {
    const mine = (await this.revisions(phone)).filter(({ document }) => document.id in cleaned);
    const rows = await Promise.all(
      mine.map(async ({ document }) => {
        const left = cleaned[document.id] ?? { ...document, values: {}, replaces: {} };
        return { id: document.id, sealed: await seal(this.key, left) };
      }),
    );
    await this.database.write(["revisions"], async ({ revisions }) => {
      for (const { id, sealed } of rows) {
        const row = await revisions.get(id);
        // What stands in the firm's stream comes cleaned from there.
        if (!row || row.state === STATE.waiting || (row.state === STATE.received && row.place)) continue;
        const state = row.state === STATE.attention ? STATE.aside : row.state;
        await revisions.put({ ...row, state, reasons: null, sealed });
      }
    });
  }

  // Remembers that these stand in a file, or on a phone, that a person has: they may leave this phone.
  async markExported(ids) {
    await this.database.write(["revisions"], async ({ revisions }) => {
      for (const id of ids) {
        const row = await revisions.get(id);
        if (row) await revisions.put({ ...row, exported: true });
      }
    });
  }

  // Forgets everything of a post; says false, and forgets nothing, where something may not leave the phone yet. A phone
  // that was stopped may be in strange hands: there it is enough that the server has it, since people are in it.
  async forget(phone, { isStopped = false } = {}) {
    const made = await this.made(phone);
    const ids = (await this.database.ofPhone(phone)).map((row) => row.id);
    const shots = (await this.database.ofPhone(phone, "files")).map((row) => row.id);
    const names = ["posts", "revisions", "forms", "slices", "settings", "files", "contents"];
    return this.database.write(names, async ({ posts, revisions, forms, slices, settings, files, contents }) => {
      if (((await settings.get(counter(phone))) ?? 0) !== made) return false;
      const begun = [...(await forms.getAll()), ...(await slices.getAll())];
      if (begun.some((row) => row.phone === phone)) return false;
      const post = await posts.get(phone);
      for (const id of ids) {
        const row = await revisions.get(id);
        if (row && !(isStopped ? row.state !== STATE.waiting || row.exported : mayLeave(row, post))) return false;
      }
      for (const id of shots) {
        const row = await files.get(id);
        if (row && !(isStopped ? row.state !== FILE_STATE.waiting : fileMayLeave(row))) return false;
      }
      for (const id of ids) await revisions.delete(id);
      for (const id of shots) await Promise.all([files.delete(id), contents.delete(id)]);
      await Promise.all([posts.delete(phone), settings.delete(cardsOf(phone))]);
      return true;
    });
  }
}

// A copy of what others of the firm wrote may always go; what was written or brought here only when it is safe elsewhere.
export function mayLeave(row, post) {
  return !(row.own || row.author) || row.exported || isBackedUp(row, post);
}

// A photo that the server would not take is nowhere else.
export function fileMayLeave({ state, safe, exported }) {
  return Boolean(exported || (safe && state === FILE_STATE.received));
}

// Which files of an earlier version are something else in this one: there any refusal was taken for the office's, also that
// of a proxy or a sign-in page, and the file never sent again. Nobody can tell now whose it was: the office is asked anew.
export function filesOfEarlier(files) {
  return files.filter((one) => one.state === FILE_STATE.refused).map((one) => ({ ...one, state: FILE_STATE.waiting }));
}

function isBackedUp({ state, place }, post) {
  return state === STATE.received && Boolean(place) && place.era === post?.safe?.era && place.number <= post.safe.number;
}

// What the firm's stream says of an id stands as soon as the server has answered for this phone's own words.
function moved(row) {
  if (row.state === STATE.waiting) return { ...row, place: null, theirs: null };
  return row.state === STATE.received && row.theirs ? { ...row, sealed: row.theirs, theirs: null } : row;
}

function placed(here, row) {
  if (!here) return row;
  const { sealed, place } = row;
  if (here.state === STATE.waiting || here.state === STATE.attention) return { ...here, theirs: sealed, place };
  return { ...here, state: STATE.received, reasons: null, sealed, place, theirs: null };
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

export function counter(phone) {
  return `number:${phone}`;
}

export function cardsOf(phone) {
  return `cards:${phone}`;
}

// Whether two sealed things are the very same: each sealing has a start of its own.
function isSame(one, other) {
  return one !== undefined && String(one.iv) === String(other.iv);
}
