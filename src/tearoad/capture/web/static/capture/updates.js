// A new version of the page waits as long as something stands on this phone alone, unless a person wants it at once.
import { countUnsent } from "./locked.js";

export class Updates {
  // `changed` is called when a new version begins to wait; `database` is null as long as nobody knows what is kept here.
  constructor(changed) {
    Object.assign(this, { changed, database: null, registration: null, isHurried: false, isWaiting: false });
    this.ready = this.watch();
  }

  async watch() {
    this.registration = await navigator.serviceWorker.register("/floor/worker.js", { scope: "/floor/" });
    this.registration.addEventListener("updatefound", () => {
      const worker = this.registration.installing;
      worker?.addEventListener("statechange", () => worker.state === "installed" && this.look());
    });
    await this.look();
  }

  // Lets a new version take over where nothing is unsent; otherwise it `isWaiting`.
  async look() {
    const worker = this.registration?.waiting;
    const isHeld = worker && !this.isHurried && (await isUnsent(this.database));
    const isNew = isHeld && !this.isWaiting;
    this.isWaiting = Boolean(isHeld);
    if (worker && !isHeld) worker.postMessage("update");
    if (isNew) this.changed();
  }

  // A person wants it now, or this page can do nothing any more; what is kept stays, whichever page is there.
  async hurry() {
    this.isHurried = true;
    await this.ready.catch(() => {});
    await this.look();
  }
}

async function isUnsent(database) {
  if (!database) return true;
  return Object.values(await countUnsent(database)).some((count) => count > 0);
}
