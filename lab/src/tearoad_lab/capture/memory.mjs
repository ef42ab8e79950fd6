// A phone's database in memory, with the promises of the browser's: a write happens whole or not at all. It can be told to
// die at any of its steps, and to be full.
const KEYS = { posts: "phone", forms: "id", slices: "id", revisions: "id", files: "id" };

export class Disk {
  constructor() {
    const names = ["settings", "posts", "forms", "slices", "revisions", "files", "contents"];
    this.stores = Object.fromEntries(names.map((name) => [name, new Map()]));
    this.isFull = false;
    this.holder = null; // the life that writes: others wait until it has, or is dead
  }

  // A newer page opens what an older one kept: every row is copied, what files it left is told anew.
  upgrade(filesOfEarlier) {
    for (const [name, rows] of Object.entries(this.stores)) this.stores[name] = new Map(structuredClone([...rows]));
    for (const row of filesOfEarlier([...this.stores.files.values()])) this.stores.files.set(row.id, row);
  }

  // As pages before version 4 of the database did after any refusal, whoever it came from.
  giveUpFiles() {
    for (const row of this.stores.files.values()) if (row.state === "waiting") row.state = "refused";
  }

  wipe() {
    for (const store of Object.values(this.stores)) store.clear();
  }
}

export class Dead extends Error {}

// One life of a browser on a disk: after `steps` it is dead, and nothing that it began goes on.
export class Life {
  constructor(disk, steps = Infinity, turns = null, place = 0) {
    Object.assign(this, { disk, steps, turns, place, isDead: false });
    this.dead = new Promise((resolve) => {
      this.die = () => {
        this.isDead = true;
        resolve();
      };
    });
  }

  // Every step may be the last: who waits for it then waits for ever, as code does whose process was killed.
  async step() {
    this.steps -= 1;
    if (this.steps < 0) {
      this.die();
      await new Promise(() => {});
    }
    if (this.turns) await this.turns.at(this.place);
  }

  database() {
    const { stores } = this.disk;
    return {
      get: async (name, key) => {
        await this.step();
        return stores[name].get(key);
      },
      all: async (name) => {
        await this.step();
        return [...stores[name].values()];
      },
      ofPhone: async (phone, name = "revisions") => {
        await this.step();
        return [...stores[name].values()].filter((row) => row.phone === phone);
      },
      write: (names, work) => this.write(names, work),
    };
  }

  async write(names, work) {
    await this.step();
    while (this.disk.holder && this.disk.holder !== this && !this.disk.holder.isDead) await this.step();
    this.disk.holder = this;
    try {
      return await this.written(names, work);
    } finally {
      this.disk.holder = null;
    }
  }

  async written(names, work) {
    const changed = Object.fromEntries(names.map((name) => [name, new Map(this.disk.stores[name])]));
    const result = await work(Object.fromEntries(names.map((name) => [name, this.store(name, changed[name])])));
    await this.step();
    if (this.disk.isFull) throw new DOMException("full", "QuotaExceededError");
    for (const name of names) this.disk.stores[name] = changed[name];
    await this.step();
    return result;
  }

  store(name, rows) {
    const keyOf = (row, key) => (name in KEYS ? row[KEYS[name]] : key);
    const put = async (row, key) => {
      await this.step();
      rows.set(keyOf(row, key), row);
    };
    return {
      get: async (key) => {
        await this.step();
        return rows.get(key);
      },
      getAll: async () => {
        await this.step();
        return [...rows.values()];
      },
      put,
      add: async (row) => {
        if (rows.has(keyOf(row))) throw new DOMException("there already", "ConstraintError");
        await put(row);
      },
      delete: async (key) => {
        await this.step();
        rows.delete(key);
      },
      getAll: async () => {
        await this.step();
        return [...rows.values()];
      },
      clear: async () => {
        await this.step();
        rows.clear();
      },
    };
  }
}
