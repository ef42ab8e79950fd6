// One run: some phones of two firms, an office, and everything that goes wrong between them, all from one seed.
import { Dice } from "./dice.mjs";
import { Phone, spoken } from "./phone.mjs";

const FIRMS = ["E01", "E02"];
const EVENTS = {
  write: 30,
  edit: 12,
  begin: 25,
  carry: 45,
  die: 6,
  late: 5,
  full: 2,
  freed: 4,
  evicted: 1,
  skew: 2,
  reopen: 3,
  revoke: 1,
  stop: 1,
  later: 1,
  save: 3,
  restore: 1,
  weigh: 3,
};
// What becomes of a letter on its way.
const WAYS = { whole: 60, lost: 10, unanswered: 12, doubled: 8, crashed: 5, page: 3, busy: 3, large: 2 };
const DEATH = 0.12;
const MEMO = 0.3;
const DROP = 0.1;

export class Rehearsal {
  constructor(page, office, seed) {
    Object.assign(this, { page, office, seed, dice: new Dice(seed), copies: [], said: 0, faults: [], events: [], spokenBy: new Map() });
  }

  // Runs the events (by their numbers where `only` says so: a failing run is made shorter so) and returns what is wrong.
  async run(length, only = null) {
    await this.office.ask("begin");
    this.links = {};
    for (const firm of FIRMS) this.links[firm] = (await this.office.ask("link", { firm })).path;
    this.phones = [];
    for (let number = 0; number < 2 + this.dice.below(3); number += 1) {
      const phone = new Phone(this.page, number < 2 ? FIRMS[number % 2] : this.dice.of(FIRMS), `phone ${number}`);
      await phone.enrol(this.office, this.links[phone.firm]);
      this.phones.push(phone);
    }
    for (let number = 0; number < length; number += 1) {
      // Each event has dice of its own, so that those that stay in a shortened run stay what they were.
      const dice = new Dice(this.seed * 7919 + number);
      const name = dice.weighted(EVENTS);
      if (only && !only.has(number)) continue;
      const phone = dice.of(this.phones);
      this.events.push(`${number} ${name} ${phone.name}`);
      await this[name](phone, dice);
    }
    await this.heal();
    await this.judge();
    return this.faults;
  }

  steps(dice) {
    return dice.chance(DEATH) ? dice.below(40) : Infinity;
  }

  async write(phone, dice) {
    if (!phone.id) return;
    const report = this.page.newId(+phone.now());
    await this.writes(phone, report, dice);
  }

  async edit(phone, dice) {
    if (!phone.id) return;
    const known = this.page.reports((await phone.documents()).map((one) => one.document));
    if (known.length) await this.writes(phone, dice.of(known).id, dice);
  }

  // In some notes a memo is spoken; now and then one is taken back.
  async writes(phone, report, dice) {
    const typed = this.typed(dice);
    const memo = dice.chance(MEMO) ? `memo ${this.seed} ${this.said}` : null;
    if (memo) this.spokenBy.set(spoken(memo).digest, phone.firm);
    await phone.write(report, typed, this.steps(dice), { memo, drops: dice.chance(DROP) });
  }

  typed(dice) {
    this.said += 1;
    const typed = { notes: `said ${this.said}` };
    if (dice.chance(0.5)) typed.warmth = dice.of(["hot", "warm", "cold", ""]);
    if (dice.chance(0.3)) typed.products = [["Green tea"], ["Black tea", "Green tea"], []][dice.below(3)];
    return typed;
  }

  async begin(phone, dice) {
    if (phone.id && !phone.letter) await phone.drain(this.steps(dice));
  }

  async carry(phone, dice) {
    if (!phone.letter) return this.begin(phone, dice);
    const way = dice.weighted(WAYS);
    const letter = phone.letter;
    if (dice.chance(0.1)) this.copies.push(letter);
    await phone.answered(await this.carried(letter, way), this.steps(dice));
  }

  async carried(letter, way) {
    if (way === "lost") return null;
    if (way === "page") return { status: 200, body: null };
    if (way === "busy") return { status: 503, body: null };
    if (way === "large") return { status: 413, body: null };
    if (way === "doubled") await this.delivered(letter);
    const answer = await this.delivered(letter, way === "crashed");
    return way === "unanswered" || way === "crashed" ? null : answer;
  }

  delivered({ path, body, headers }, crash = false) {
    return this.office.ask("post", { path, body, headers, crash });
  }

  async late(_phone, dice) {
    // A copy of an old letter comes out of the network, long after its answer.
    if (this.copies.length) await this.delivered(dice.of(this.copies));
  }

  async die(phone) {
    phone.reborn();
  }

  async full(phone) {
    phone.disk.isFull = true;
  }

  async freed(phone) {
    phone.disk.isFull = false;
  }

  async evicted(phone) {
    // The browser threw everything away: what was not sent is lost with it, and the person has to open the link again.
    phone.disk.wipe();
    phone.reborn();
    phone.promised.clear();
    phone.promisedFiles.clear();
    phone.id = null;
    await this.reopen(phone, new Dice(this.seed));
  }

  async skew(phone, dice) {
    phone.skewMs = dice.of([0, 0, 5, -5, 400, -400]) * 86_400_000;
  }

  async reopen(phone, dice) {
    await this.enrolled(phone, this.steps(dice));
  }

  async enrolled(phone, steps) {
    const status = await phone.enrol(this.office, this.links[phone.firm], steps);
    if (status === 409) phone.isStopped = true;
  }

  async revoke(phone) {
    await this.office.ask("revoke", { firm: phone.firm });
    this.links[phone.firm] = (await this.office.ask("link", { firm: phone.firm })).path;
  }

  async stop(phone) {
    if (phone.id) await this.office.ask("stop", { phone: phone.id });
  }

  async later(_phone, dice) {
    await this.office.ask("later", { days: dice.of([1, 30, 30, 400]) });
  }

  async save() {
    if (this.isSaved) return;
    this.isSaved = true;
    await this.office.ask("save");
  }

  async restore() {
    if (!this.isSaved) return;
    await this.office.ask("restore");
    // Links that were made since are gone with the rest: people get new ones.
    for (const firm of FIRMS) this.links[firm] = (await this.office.ask("link", { firm })).path;
  }

  async weigh(_phone, dice) {
    await this.office.ask("weigh", { place: dice.below(100), take: dice.chance(0.7) });
  }

  // Everything that can be repaired is: the network is there, phones are opened again with links that open.
  async heal() {
    for (const firm of FIRMS) this.links[firm] = (await this.office.ask("link", { firm })).path;
    for (const phone of this.phones) {
      phone.reborn();
      phone.disk.isFull = false;
      phone.skewMs = 0;
      if (!phone.isStopped) await this.enrolled(phone);
    }
    for (let round = 0; round < 3; round += 1) for (const phone of this.phones) await this.rounds(phone);
  }

  async rounds(phone) {
    if (!phone.id || phone.forgot) return;
    let seen = await phone.drain();
    for (let letters = 0; seen.network; letters += 1) {
      if (letters > 200) return this.fault(`${phone.name}: a round without an end`);
      seen = await phone.answered(await this.delivered(phone.letter));
    }
    if (seen.error) this.fault(`${phone.name}: ${seen.error.stack}`);
    phone.reason = seen.result?.reason;
    phone.forgot = Boolean(seen.result?.forgot);
  }

  async judge() {
    const held = await this.office.ask("look");
    for (const firm of FIRMS) this.judgeFirm(firm, held[firm]);
    for (const phone of this.phones) await this.judgePhone(phone, held[phone.firm]);
  }

  // What was said once is there once, and not both taken in and waiting.
  judgeFirm(firm, { revisions, aside, files }) {
    for (const digest of files.filter((one) => this.spokenBy.get(one) !== firm)) this.fault(`${firm}: holds the memo ${digest} of another`);
    const said = revisions.map((one) => one.values.notes);
    const twice = said.filter((one, place) => said.indexOf(one) !== place);
    for (const one of twice) this.fault(`${firm}: "${one}" is there twice`);
    const waiting = aside.filter((one) => one.state === "waiting").map((one) => one.payload.values.notes);
    for (const one of waiting.filter((notes) => said.includes(notes))) this.fault(`${firm}: "${one}" is in and waits`);
  }

  async judgePhone(phone, held) {
    for (const [id, values] of phone.promised) {
      const there = held.revisions.some((one) => one.id === id || same(one.values, values));
      const aside = held.aside.some((one) => one.payload.id === id);
      if (!there && !aside) this.fault(`${phone.name}: ${JSON.stringify(values)} was kept and is nowhere (${phone.reason})`);
    }
    const waits = phone.forgot || !phone.id ? [] : await phone.files();
    for (const digest of phone.promisedFiles) {
      const isHere = waits.some((one) => one.digest === digest && one.state === "waiting");
      if (!held.files.includes(digest) && !isHere) this.fault(`${phone.name}: the memo ${digest} was kept and is nowhere (${phone.reason})`);
    }
    if (phone.forgot || !phone.id) return;
    for (const one of waits) {
      if (one.state === "waiting" && phone.reason !== "unknown") this.fault(`${phone.name}: the memo ${one.digest} still waits (${phone.reason})`);
    }
    const mine = await phone.documents();
    const theirs = new Set(held.revisions.map((one) => one.id));
    for (const { document, state, own } of mine) {
      if (state === "waiting" && phone.reason !== "unknown") this.fault(`${phone.name}: ${document.id} still waits (${phone.reason})`);
      if (!own && !theirs.has(document.id) && !this.isSaved) this.fault(`${phone.name}: holds what is not its firm's`);
    }
    if (phone.reason === "") this.converged(phone, mine, held);
  }

  // Phones and server say the same of every report, by the rule of each.
  converged(phone, mine, held) {
    const odd = new Set(mine.filter((one) => one.state !== "received").map((one) => one.document.report));
    const reports = this.page.reports(mine.map((one) => one.document));
    const here = Object.fromEntries(reports.map((one) => [one.id, one]));
    for (const [id, fields] of Object.entries(held.reports)) {
      if (odd.has(id)) continue;
      const said = here[id] && Object.fromEntries(Object.entries(here[id].fields).map(([name, stands]) => [name, sorted(stands)]));
      const shots = here[id]?.files.map((one) => one.digest);
      if (!same(shots, held.reportFiles[id])) this.fault(`${phone.name}: ${id} has ${shots}, at the office ${held.reportFiles[id]}`);
      if (!same(said, fields)) this.fault(`${phone.name}: ${id} reads ${JSON.stringify(said)}, at the office ${JSON.stringify(fields)}`);
    }
  }

  fault(text) {
    this.faults.push(text);
  }
}

function sorted(stands) {
  return stands.map((one) => [one.value]).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function same(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}
