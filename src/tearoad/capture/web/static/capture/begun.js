// What is begun and is no note yet: forms in which somebody types, memos that are being spoken. It lies in the database from
// the first letter and the first seconds on, under an id of its own. As long as it goes on, its page holds a lock of the
// browser under that id; the browser lets go of it when the page is closed or dies, and whichever page is there makes a note
// of it (see `keeping.js`). So no tab takes away what another one is still writing.
import { newId } from "./ids.js";
import { open, openBytes, seal, sealBytes } from "./seal.js";

// Holds an id until the function that it comes back with is called.
export function hold(id) {
  return new Promise((held) => {
    navigator.locks.request(nameOf(id), () => new Promise(held));
  });
}

// A form that nobody has typed in yet, held so that no other page makes a note of it meanwhile.
export function beginning() {
  const id = newId();
  const held = hold(id);
  return { id, held, putting: held };
}

export function begunOf({ id, held, putting }) {
  return { id, held, putting };
}

// Does some work unless a page holds the id; nobody else does it meanwhile.
export function ifLeft(id, work) {
  return navigator.locks.request(nameOf(id), { ifAvailable: true }, (lock) => lock && work());
}

function nameOf(id) {
  return `floor-begun-${id}`;
}

export class Begun {
  constructor(database, key) {
    this.database = database;
    this.key = key;
  }

  async formIds(phone) {
    return (await this.database.ofPhone(phone, "forms")).map((row) => row.id);
  }

  // { report, fields, values }: the report's id, what of it the writer saw, and what they typed; undefined where it is a note.
  async form(id) {
    const found = await this.database.get("forms", id);
    return found && open(this.key, found.sealed);
  }

  // It asks for no store that a photo is just being written with: the browser would let it wait behind that, and drop it
  // where the page dies meanwhile.
  async putForm(phone, id, form) {
    const sealed = await seal(this.key, form);
    await this.database.write(["forms"], ({ forms }) => forms.put({ id, phone, sealed }));
  }

  async dropForm(id) {
    await this.database.write(["forms"], ({ forms }) => forms.delete(id));
  }

  async memoIds(phone) {
    return [...new Set((await this.database.ofPhone(phone, "slices")).map((row) => row.memo))];
  }

  // { report, type, bytes, over } of a memo as far as it was spoken; undefined where it is a note.
  async memo(phone, id) {
    const slices = (await this.database.ofPhone(phone, "slices")).filter((row) => row.memo === id);
    if (!slices.length) return undefined;
    slices.sort((one, other) => one.place - other.place);
    const parts = await Promise.all(slices.map((row) => openBytes(this.key, row.sealed)));
    const bytes = await new Blob(parts).arrayBuffer();
    return { ...(await open(this.key, slices[0].about)), bytes, over: slices.map((row) => ({ store: "slices", id: row.id })) };
  }

  async putSlice(phone, memo, place, about, bytes) {
    const row = { id: `${memo}/${place}`, phone, memo, place, about: await seal(this.key, about), sealed: await sealBytes(this.key, bytes) };
    await this.database.write(["posts", "slices"], async ({ posts, slices }) => {
      if (await posts.get(phone)) await slices.put(row);
    });
  }

  // Begins a memo of a report.
  speak(phone, report) {
    return new Speaking(this, phone, report);
  }
}

// A memo that is being spoken. A slice that finds the disk full is the last one: a gap would spoil what comes after it.
class Speaking {
  constructor(begun, phone, report) {
    Object.assign(this, { begun, phone, report, id: newId(), count: 0 });
    this.held = hold(this.id);
    this.putting = this.held;
  }

  add(slice, type) {
    const place = this.count;
    this.count += 1;
    const { begun, phone, report, id } = this;
    this.putting = this.putting.then(async () => begun.putSlice(phone, id, place, { report, type }, await slice.arrayBuffer()));
    this.putting.catch(() => {});
  }

  // The rows that go once the whole memo is kept.
  async over() {
    await this.putting.catch(() => {});
    return [...Array(this.count).keys()].map((place) => ({ store: "slices", id: `${this.id}/${place}` }));
  }

  async letGo() {
    (await this.held)();
  }
}
