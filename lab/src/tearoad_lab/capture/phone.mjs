// A simulated phone: the page's own outbox, store and merging on a disk that survives its deaths.
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { Disk, Life } from "./memory.mjs";
import { Turns } from "./turns.mjs";

const NAMES = ["ids", "mark", "outbox", "reports", "store", "carry", "chain"];
// Enough for a file that nobody wants to open; the page takes more.
const ROUNDS = 100_000;

export async function pageOf(folder) {
  const load = (name) => import(pathToFileURL(`${folder}/${name}.js`).href);
  const loaded = await Promise.all(NAMES.map(load));
  return Object.assign({}, ...loaded);
}

export class Phone {
  constructor(page, firm, name) {
    Object.assign(this, { page, firm, name, disk: new Disk(), skewMs: 0, secret: "", id: null });
    this.promised = new Map(); // revision id -> what the person typed: the page said it is kept
    this.promisedFiles = new Set(); // the digests of memos of which it said so
    this.forgotten = new Set(); // those of both that a stopped phone forgot, as told, before somebody left it
    this.letter = null; // what is on the network: { body, headers, answer }
    this.doubts = new Set(); // what a page remembers of letters that were refused whole
    this.life = new Life(this.disk);
  }

  now() {
    return new Date(Date.now() + this.skewMs);
  }

  async store() {
    return this.page.openStore(this.life.database());
  }

  // Does some work to its end, or until the phone dies in the middle of it after so many steps.
  async run(work, steps = Infinity) {
    this.life.steps = steps;
    return this.raced(tagged(work()));
  }

  async raced(...ends) {
    const seen = await Promise.race([this.life.dead.then(() => ({ dead: true })), ...ends]);
    if (seen.dead) this.reborn();
    this.life.steps = Infinity;
    return seen;
  }

  reborn() {
    this.letter = null;
    this.doubts.clear();
    this.life = new Life(this.disk);
  }

  // @reads tearoad_lab.rehearse.desk.LinkMade {}
  async enrol(office, { path, mission }, steps) {
    const id = this.id ?? this.page.newId(+this.now());
    const secret = this.id ? this.secret : this.page.newSecret();
    // @writes tearoad.capture.web.answers.Enrolment
    const body = JSON.stringify({ phone: id, secret, device: "android" });
    const answer = await office.ask("post", { path: `${path}floor/phone/`, body, headers: {} });
    if (answer.status !== 200) return answer.status;
    // @reads tearoad.capture.web.answers.EnrolmentAnswer {}
    const { briefing } = JSON.parse(answer.text);
    await this.run(async () => {
      const store = await this.store();
      const isNew = !(await store.post(id));
      await store.putPost(id, { secret, mission, party: this.firm, opened: this.now().toISOString() });
      if (isNew) await store.takeIn(id, { briefing, since: 0, era: "" }, []);
    }, steps);
    Object.assign(this, { id, secret });
    return 200;
  }

  // A person writes, and may speak a memo; once `keep` comes back the page says that it is kept. `drops` takes back a memo.
  async write(report, wanted, steps, more = {}) {
    return this.run(() => this.written(this.life, report, wanted, more), steps);
  }

  // Two pages of the same browser write at once.
  async writeTwice(dice, ...each) {
    const turns = new Turns(dice);
    const lives = each.map((_, place) => new Life(this.disk, Infinity, turns, place));
    const both = lives.map((life, place) => tagged(this.written(life, ...each[place])));
    await Promise.all(both);
  }

  async written(life, report, wanted, { schema = 1, memo = null, drops = false } = {}) {
    const { change, newId, reports } = this.page;
    const store = await this.page.openStore(life.database());
    const known = reports((await store.revisions(this.id)).map((one) => one.document));
    const { fields = {}, files: there = [] } = known.find((one) => one.id === report) ?? {};
    const changed = change(fields, wanted);
    if (!changed) return;
    const files = memo ? [spoken(memo)] : [];
    if (memo) changed.files = files.map(({ digest, kind, type, size }) => ({ digest, kind, type, size }));
    if (drops && there.length) changed.dropped = [there[0].digest];
    const make = (number) => ({
      schema,
      id: newId(+this.now()),
      report,
      number,
      made_at: this.now().toISOString(),
      meeting: "",
      ...changed,
    });
    const kept = await store.keep(this.id, make, { files });
    this.promised.set(kept.id, changed.values);
    for (const one of files) this.promisedFiles.add(one.digest);
  }

  // A person takes what is in no backup along: as a file, and from one screen to the other in any order.
  async exported(dice, steps) {
    return this.run(async () => {
      const { Collector, framesOf, newDigits, packageOf, sealed } = this.page;
      const store = await this.store();
      if (!(await store.post(this.id))) return null;
      const things = await packageOf(store, this.id, { now: this.now(), mostBytes: dice.chance(0.7) ? 1000 : 0 });
      const digits = newDigits();
      const frames = await framesOf(await sealed(things, digits, ROUNDS));
      const collector = new Collector();
      while (!collector.isWhole) collector.feed(dice.of(frames));
      return { file: await collector.bytes(), digits, ids: things.revisions.map((one) => one.id), digests: things.files.map((one) => one.digest) };
    }, steps);
  }

  async broughtHere({ file, digits }, steps) {
    return this.run(async () => {
      const { opened, takeInPackage } = this.page;
      const store = await this.store();
      if (await store.post(this.id)) await takeInPackage(store, this.id, await opened(file, digits));
    }, steps);
  }

  // The person has the file (or had it read) and says so; then, where they leave, the phone forgets what may go.
  async leave({ ids, digests }, steps) {
    return this.run(async () => {
      const store = await this.store();
      await store.markExported(ids);
      await store.markFiles(this.id, digests, { exported: true });
      return store.forget(this.id);
    }, steps);
  }

  // Begins a round; it comes back when a letter is on the network, or the round has ended.
  // `again`: a person wants that what was refused is tried anew.
  async drain(steps = Infinity, again = false) {
    this.life.steps = steps;
    this.round = tagged(this.oneRound(again));
    return this.goOn();
  }

  async oneRound(again) {
    const store = await this.store();
    const send = (letter, post) => this.post(letter, post);
    const sendFile = (file, post) => this.postFile(file, post);
    const round = await this.page.drain(store, this.id, send, { now: () => this.now(), ready: true, sendFile, again, doubts: this.doubts });
    if (round.reason !== "stopped") return round;
    return { ...round, forgot: await store.forget(this.id, { isStopped: true }) };
  }

  goOn() {
    const atNetwork = new Promise((resolve) => {
      this.reachNetwork = () => resolve({ network: true });
    });
    if (this.letter) return { network: true };
    return this.raced(this.round, atNetwork);
  }

  post(letter, post) {
    return this.onNetwork("/floor/sync/", JSON.stringify(letter), post);
  }

  postFile({ digest, kind, bytes }, post) {
    return this.onNetwork(`/floor/files/${digest}/?kind=${kind}`, new TextDecoder().decode(bytes), post);
  }

  // What comes back is read by the page's own code: whether it is the office's.
  async onNetwork(path, body, post) {
    const { answerOf, newNonce, NONCE } = this.page;
    const [by, nonce] = [`Phone ${post.phone} ${post.secret}`, newNonce()];
    const answer = await new Promise((resolve, reject) => {
      this.letter = { path, body, headers: { Authorization: by, [NONCE]: nonce }, resolve, reject };
      this.reachNetwork?.();
    });
    return answerOf({ ...answer, bytes: new TextEncoder().encode(answer.text) }, { by, nonce, sent: body });
  }

  // Gives the round that waits its answer, null where the network was cut; it goes on to the next letter or its end.
  async answered(answer, steps = Infinity) {
    const { resolve, reject } = this.letter;
    this.letter = null;
    this.life.steps = steps;
    if (answer === null) reject(new Error("network"));
    else resolve(answer);
    return this.goOn();
  }

  // A person goes: what a stop made it forget before stays forgotten, whoever has the phone next.
  left(hadForgotten) {
    if (hadForgotten) for (const one of [...this.promised.keys(), ...this.promisedFiles]) this.forgotten.add(one);
    this.reborn();
    this.id = null;
    this.isStopped = false;
  }

  // Whether it was told to forget a note or memo that it had kept.
  hasLost(one) {
    return this.hasForgotten || this.forgotten.has(one);
  }

  // Whether it was known to the office once, and holds nothing for it any more.
  get hasForgotten() {
    return Boolean(this.id) && !this.disk.stores.posts.has(this.id);
  }

  async files() {
    const seen = await this.run(async () => (await this.store()).files(this.id));
    return seen.result ?? [];
  }

  // What the page would show; nothing where a full disk lets it not even open.
  async documents() {
    const seen = await this.run(async () => (await this.store()).revisions(this.id));
    return seen.result ?? [];
  }
}

// A recording of a few bytes, as the page makes one.
export function spoken(said) {
  const bytes = new TextEncoder().encode(`OggS ${said}`);
  const digest = createHash("sha256").update(bytes).digest("hex");
  return { digest, kind: "voice", type: "audio/ogg", size: bytes.length, bytes };
}

function tagged(promise) {
  return promise.then(
    (result) => ({ ended: true, result }),
    (error) => ({ ended: true, error }),
  );
}
