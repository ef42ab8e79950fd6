// One run: some phones of two firms, an office, and everything that goes wrong between them, all from one seed.
// @reads tearoad_lab.rehearse.hall.ReadAnswer news
// @reads tearoad_lab.rehearse.desk.FirmHeld held[firm] inHall[firm]
// @reads tearoad_lab.rehearse.desk.HeldAside waiting
// @reads tearoad_lab.rehearse.wire.WireAnswer answer
import { Dice } from "./dice.mjs";
import { cachedFor, inPlaceOfIt } from "./between.mjs";
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
  evicted: 2,
  skew: 2,
  reopen: 3,
  revoke: 1,
  stop: 1,
  later: 1,
  save: 3,
  saved: 4,
  restore: 2,
  weigh: 3,
  twins: 3,
  outdated: 1,
  upgrade: 2,
  clash: 1,
  erase: 3,
  handover: 2,
  leave: 5,
  walk: 6,
  bridge: 8,
  lostHall: 1,
};
// What becomes of a letter on its way. "Between": something answers in place of the server.
const WAYS = { whole: 60, lost: 10, unanswered: 12, doubled: 8, crashed: 5, between: 10, cached: 4, broken: 3 };
const DEATH = 0.12;
const MEMO = 0.3;
const HALLS = 0.4;
const DROP = 0.1;

export class Rehearsal {
  constructor(page, home, hall, seed) {
    Object.assign(this, { page, office: home, seed, dice: new Dice(seed), copies: [], answers: [], restores: 0, said: 0, faults: [], events: [], spokenBy: new Map() });
    // In a part of the fairs there is a server in the hall.
    this.hall = this.dice.chance(HALLS) ? hall : null;
    // Files that people have in hand, notes of people who were erased, and notes that came under another's id.
    Object.assign(this, { files: [], erased: new Set(), everErased: new Set(), clashes: [] });
  }

  // Runs the events (by their numbers where `only` says so: a failing run is made shorter so) and returns what is wrong.
  async run(length, only = null) {
    await Promise.all(this.offices.map((one) => one.ask("begin")));
    await this.hall?.ask("save"); // a copy from before the fair, for a laptop that is lost
    this.links = {};
    for (const firm of FIRMS) this.links[firm] = await this.office.ask("link", { firm });
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

  get offices() {
    return this.hall ? [this.office, this.hall] : [this.office];
  }

  // Whom a phone reaches: home, or the server in the hall in which it is.
  reached(phone) {
    return phone.isInHall && this.hall ? this.hall : this.office;
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
    if (dice.chance(0.3)) typed.email = `visitor${dice.below(4)}@example.org`;
    if (dice.chance(0.3)) typed.products = [["Green tea"], ["Black tea", "Green tea"], []][dice.below(3)];
    return typed;
  }

  async begin(phone, dice) {
    if (!phone.id || phone.letter) return;
    phone.restores = this.restores;
    await phone.drain(this.steps(dice));
  }

  async carry(phone, dice) {
    if (!phone.letter) return this.begin(phone, dice);
    const way = dice.weighted(WAYS);
    const letter = phone.letter;
    const office = this.reached(phone);
    if (dice.chance(0.1)) this.copies.push({ office, letter });
    const seen = await phone.answered(await this.carried(office, letter, way, dice), this.steps(dice));
    if (seen.result?.reason === "") await this.judgeGreen(phone);
  }

  async carried(office, letter, way, dice) {
    if (way === "lost") return null;
    if (way === "between") return inPlaceOfIt(dice);
    if (way === "cached") return cachedFor(letter, this.answers, dice) ?? inPlaceOfIt(dice);
    if (way === "doubled") await delivered(office, letter);
    const answer = await delivered(office, letter, way === "crashed");
    if (answer.mark) this.answers.push({ path: letter.path, answer });
    if (way === "broken") return { ...answer, text: answer.text.slice(0, dice.below(answer.text.length)) };
    return way === "unanswered" || way === "crashed" ? null : answer;
  }

  async late(_phone, dice) {
    // A copy of an old letter comes out of the network, long after its answer.
    if (!this.copies.length) return;
    const { office, letter } = dice.of(this.copies);
    await delivered(office, letter);
  }

  // Somebody goes into the hall, where only its own server is reached, or out of it.
  async walk(phone, dice) {
    phone.isInHall = Boolean(this.hall) && dice.chance(0.6);
  }

  // The hall reaches home: words, then files, and it may be cut off between any two of them.
  async bridge(_phone, dice) {
    if (!this.hall) return;
    let isMore = true;
    for (let letters = 0; isMore; letters += 1) {
      if (letters > 100) return this.fault("the hall never ends telling home");
      const letter = await this.hall.ask("letter");
      const back = await this.homeward("/floor/exchange/", JSON.stringify(letter), dice);
      const news = back && (await this.hall.ask("read_answer", { letter, ...back }));
      if (!news || news.away) return this.isAway(dice);
      isMore = news.more;
    }
    const { parcels } = await this.hall.ask("parcels");
    // @reads tearoad_lab.rehearse.hall.HallParcel {}
    for (const [place, { digest, kind, phone, body }] of parcels.entries()) {
      const back = await this.homeward(`/floor/exchange/${digest}/?phone=${phone}&kind=${kind}`, body, dice);
      if (!back || (await this.hall.ask("brought", { place, ...back })).away) return this.isAway(dice);
    }
  }

  // Nothing is on the way where no dice are thrown.
  isAway(dice) {
    if (!dice) this.fault("home refuses the hall");
  }

  // { request, answer } of a letter home; nothing where the network was cut.
  async homeward(path, sent, dice) {
    const { newNonce, NONCE } = this.page;
    // @writes tearoad_lab.rehearse.hall.HallRequest
    const request = { by: `Hub ${this.hall.key}`, nonce: newNonce(), sent };
    const letter = { path, body: sent, headers: { Authorization: request.by, [NONCE]: request.nonce } };
    if (dice?.chance(0.1)) this.copies.push({ office: this.office, letter });
    const answer = await this.carried(this.office, letter, dice ? dice.weighted(WAYS) : "whole", dice);
    return answer && { request, answer };
  }

  // The laptop of the hall is lost: another one begins from the copy of before the fair.
  async lostHall() {
    if (!this.hall) return;
    await this.hall.ask("restore");
    this.restores += 1;
    const held = await this.office.ask("look");
    const isAtHome = ({ firm, notes }) => held[firm].aside.some((waiting) => waiting.payload?.values?.notes === notes);
    this.clashes = this.clashes.filter((one) => one.office !== this.hall || isAtHome(one));
    this.letGoOfForgotten(held);
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
    const status = await phone.enrol(this.reached(phone), this.links[phone.firm], steps);
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
    const days = dice.of([1, 30, 30, 400]);
    await Promise.all(this.offices.map((one) => one.ask("later", { days })));
  }

  async save() {
    if (this.isSaved) return;
    this.isSaved = true;
    await this.office.ask("save");
  }

  async saved() {
    // Until a backup stands whole there is nothing to restore.
    if (!this.isSaved) return;
    this.isWhole = true;
    await this.office.ask("saved");
  }

  async restore() {
    if (!this.isWhole) return;
    await this.office.ask("restore");
    this.restores += 1;
    this.erased.clear();
    this.clashes = [];
    await this.judgeRestored();
    // Links that were made since are gone with the rest: people get new ones.
    for (const firm of FIRMS) this.links[firm] = await this.office.ask("link", { firm });
  }

  async weigh(_phone, dice) {
    if (dice.chance(0.15)) return this.office.ask("take_all", { place: dice.below(100) });
    await this.office.ask("weigh", { place: dice.below(100), take: dice.chance(0.7) });
  }

  async twins(phone, dice) {
    if (!phone.id) return;
    const known = this.page.reports((await phone.documents()).map((one) => one.document));
    const one = [known.length ? dice.of(known).id : this.page.newId(+phone.now()), this.typed(dice)];
    const other = [dice.chance(0.5) ? one[0] : this.page.newId(+phone.now()), this.typed(dice)];
    await phone.writeTwice(dice, one, other);
  }

  // A page of another version writes what this server does not know: it waits for a person.
  async outdated(phone, dice) {
    if (phone.id) await phone.write(this.page.newId(+phone.now()), this.typed(dice), this.steps(dice), { schema: dice.of([0, 2, 99]) });
  }

  // A newer page comes up. The one before it had taken something else's word for the office's, and given up a memo.
  async upgrade(phone, dice) {
    phone.reborn();
    if (dice.chance(0.5)) phone.disk.giveUpFiles();
    phone.disk.upgrade(this.page.filesOfEarlier);
  }

  // Something else comes under an id that is taken: it must change nothing that stands, and a person must see it.
  async clash(phone) {
    if (!phone.id) return;
    const mine = (await phone.documents()).filter((one) => one.own);
    const seen = await phone.run(async () => (await phone.store()).post(phone.id));
    if (!mine.length || !seen.result) return;
    const office = this.reached(phone);
    // @reads tearoad_lab.rehearse.desk.FirmHeld {}
    const { revisions, aside } = (await office.ask("look"))[phone.firm];
    const taken = new Set([...revisions.map((one) => one.id), ...aside.map((waiting) => waiting.revision)]);
    if (!taken.has(mine[0].document.id)) return;
    this.said += 1;
    const document = { ...mine[0].document, values: { notes: `said ${this.said}` }, replaces: {} };
    const letter = { clock: phone.now().toISOString(), revisions: [document] };
    const headers = { Authorization: `Phone ${phone.id} ${seen.result.secret}` };
    const answer = await delivered(office, { path: "/floor/sync/", body: JSON.stringify(letter), headers });
    if (answer.status === 200) this.clashes.push({ firm: phone.firm, office, notes: document.values.notes });
  }

  // Whoever is erased is erased with every firm that met them.
  async erase(phone, dice) {
    const before = await this.notesHeld();
    await this.office.ask("erase", { firm: phone.firm, place: dice.below(100) });
    const left = await this.notesHeld();
    for (const notes of before) if (!left.has(notes)) this.erased.add(notes);
    for (const notes of this.erased) this.everErased.add(notes);
  }

  async notesHeld() {
    const held = await this.office.ask("look");
    const documents = FIRMS.flatMap((firm) => [...held[firm].revisions, ...held[firm].aside.map((waiting) => waiting.payload)]);
    return new Set(documents.map((one) => one?.values?.notes).filter(Boolean));
  }

  // What is in no backup goes along as a file or a chain of codes: to another phone of the firm, or to the office.
  async handover(phone, dice) {
    const file = await this.exported(phone, dice);
    const others = this.phones.filter((one) => one !== phone && one.firm === phone.firm && one.id && !one.letter);
    if (!file) return;
    if (others.length && dice.chance(0.6)) await dice.of(others).broughtHere(file, this.steps(dice));
    else if (dice.chance(0.5)) await this.office.ask("bring", forOffice(file));
  }

  async leave(phone, dice) {
    const file = dice.chance(0.4) ? await this.exported(phone, dice) : { ids: [], digests: [] };
    if (!file) return;
    if (file.ids.length + file.digests.length) this.files.push(file);
    const hadForgotten = phone.hasForgotten;
    const seen = await phone.leave(file, this.steps(dice));
    if (!seen.result) return;
    phone.left(hadForgotten);
    // What left without a copy is only where the next backup will find it: now and then the server is lost before that.
    if (!file.ids.length && dice.chance(0.3)) await this.restore();
    if (dice.chance(0.7)) await this.reopen(phone, dice);
  }

  async exported(phone, dice) {
    if (!phone.id) return null;
    const seen = await phone.exported(dice, this.steps(dice));
    if (seen.error && !phone.disk.isFull) this.fault(`${phone.name}: ${seen.error.stack}`);
    return seen.result ?? null;
  }

  // Everything that can be repaired is: the network is there, phones are opened again with links that open.
  async heal() {
    for (const firm of FIRMS) this.links[firm] = await this.office.ask("link", { firm });
    for (const phone of this.phones) {
      phone.reborn();
      phone.disk.isFull = false;
      phone.skewMs = 0;
      phone.isInHall = false;
      if (!phone.isStopped) await this.enrolled(phone);
    }
    for (const file of this.files) await this.office.ask("bring", forOffice(file));
    await this.bridge();
    for (let round = 0; round < 3; round += 1) for (const phone of this.phones) await this.rounds(phone);
    for (const phone of this.phones) await this.handedIn(phone);
    await this.bridge();
    for (const phone of this.phones) await this.rounds(phone);
    await this.bridge();
  }

  // Who cannot be known again (it is stopped, and a restored server never heard of it) shows its notes at the office.
  async handedIn(phone) {
    if (phone.reason !== "unknown") return;
    const file = await this.exported(phone, this.dice);
    if (file) await this.office.ask("bring", forOffice(file));
  }

  async rounds(phone) {
    if (!phone.id || phone.forgot) return;
    let seen = await phone.drain(Infinity, true);
    for (let letters = 0; seen.network; letters += 1) {
      if (letters > 200) return this.fault(`${phone.name}: a round without an end`);
      seen = await phone.answered(await delivered(this.office, phone.letter));
    }
    if (seen.error) this.fault(`${phone.name}: ${seen.error.stack}`);
    phone.reason = seen.result?.reason;
    phone.forgot = Boolean(seen.result?.forgot);
  }

  async judge() {
    const held = await this.office.ask("look");
    for (const firm of FIRMS) this.judgeFirm(firm, held[firm]);
    if (this.hall) this.judgeHall(held, await this.hall.ask("look"));
    for (const phone of this.phones) await this.judgePhone(phone, held[phone.firm]);
  }

  // A backup that a phone was told of holds all that the phone was told it holds.
  async judgeRestored() {
    const held = await this.office.ask("look");
    this.letGoOfForgotten(held);
    for (const phone of this.phones) {
      const there = new Set(held[phone.firm].revisions.map((one) => one.id));
      for (const { document, backedUp } of await phone.documents()) {
        if (backedUp && !there.has(document.id)) this.fault(`${phone.name}: ${document.id} was said to be in the backup`);
      }
    }
  }

  // A stopped phone forgets people at its next contact, though no backup and no other server holds them yet: that is decided
  // so, and what is lost with a server is lost; what home holds after that stays promised.
  letGoOfForgotten(held) {
    for (const phone of this.phones) {
      // @reads tearoad_lab.rehearse.desk.FirmHeld {}
      const { aside, revisions, files } = held[phone.firm];
      for (const [id, values] of phone.promised) {
        if (phone.hasLost(id) && !isThere({ aside, revisions }, id, values)) phone.promised.delete(id);
      }
      for (const digest of phone.promisedFiles) {
        if (phone.hasLost(digest) && !files.includes(digest)) phone.promisedFiles.delete(digest);
      }
    }
  }

  // A phone that says that everything has been received holds nothing that no server has: unless that one was restored, or
  // lost, since the round began.
  async judgeGreen(phone) {
    if (phone.restores !== this.restores) return;
    const [mine, files] = [await phone.documents(), await phone.files()];
    if (mine.some((one) => one.state === "waiting") || files.some((one) => one.state !== "received")) return;
    const held = await Promise.all(this.offices.map(async (one) => (await one.ask("look"))[phone.firm]));
    const ids = new Set(held.flatMap((one) => [...one.revisions.map((each) => each.id), ...one.aside.map((waiting) => waiting.revision)]));
    const digests = new Set(held.flatMap((one) => one.files));
    const lacking = mine.filter((one) => (one.own || one.author) && !ids.has(one.document.id)).map((one) => one.document.id);
    lacking.push(...files.map((one) => one.digest).filter((one) => !digests.has(one)));
    for (const one of lacking) this.fault(`${phone.name}: says that everything has been received, and no server has ${one}`);
  }

  // What was said once is there once, and not both taken in and waiting.
  // @reads tearoad_lab.rehearse.desk.FirmHeld {}
  judgeFirm(firm, { revisions, aside, files }) {
    for (const digest of files.filter((one) => this.spokenBy.get(one) !== firm)) this.fault(`${firm}: holds the memo ${digest} of another`);
    const said = revisions.map((one) => one.values.notes).filter(Boolean);
    const twice = said.filter((one, place) => said.indexOf(one) !== place);
    for (const one of twice) this.fault(`${firm}: "${one}" is there twice`);
    const notSeen = aside.filter((waiting) => waiting.state === "waiting").map((waiting) => waiting.payload?.values?.notes);
    for (const one of notSeen.filter((notes) => said.includes(notes))) this.fault(`${firm}: "${one}" is in and waits`);
    const all = new Set([...said, ...aside.map((waiting) => waiting.payload?.values?.notes)]);
    for (const one of this.erased) if (all.has(one)) this.fault(`${firm}: "${one}" was erased and is back`);
    for (const clash of this.clashes) {
      if (clash.firm !== firm || all.has(clash.notes) || this.everErased.has(clash.notes)) continue;
      this.fault(`${firm}: "${clash.notes}" came under the id of another and is nowhere`);
    }
  }

  // The server in the hall holds what home holds, word for word.
  judgeHall(held, inHall) {
    for (const firm of FIRMS) {
      const [there, here] = [held, inHall].map((one) => byId(one[firm].revisions));
      if (!same(there, here)) this.fault(`${firm}: the hall holds ${JSON.stringify(here)}, home ${JSON.stringify(there)}`);
      const notSeen = inHall[firm].aside.filter((waiting) => waiting.state === "waiting").map((waiting) => waiting.payload?.values?.notes);
      for (const one of notSeen.filter((notes) => this.erased.has(notes))) this.fault(`${firm}: "${one}" was erased and waits in the hall`);
    }
  }

  async judgePhone(phone, ofFirm) {
    for (const [id, values] of phone.promised) {
      if (!isThere(ofFirm, id, values) && !this.everErased.has(values.notes)) this.fault(`${phone.name}: ${JSON.stringify(values)} was kept and is nowhere (${phone.reason})`);
    }
    const waits = phone.forgot || !phone.id ? [] : await phone.files();
    for (const digest of phone.promisedFiles) {
      const isHere = waits.some((one) => one.digest === digest && one.state === "waiting");
      if (!ofFirm.files.includes(digest) && !isHere) this.fault(`${phone.name}: the memo ${digest} was kept and is nowhere (${phone.reason})`);
    }
    if (phone.forgot || !phone.id) return;
    for (const one of waits) {
      if (one.state === "waiting" && phone.reason !== "unknown") this.fault(`${phone.name}: the memo ${one.digest} still waits (${phone.reason})`);
    }
    const mine = await phone.documents();
    const numbers = mine.filter((one) => one.own).map((one) => one.document.number);
    if (new Set(numbers).size !== numbers.length) this.fault(`${phone.name}: two notes have one number of ${numbers}`);
    const theirs = new Set(ofFirm.revisions.map((one) => one.id));
    for (const { document, state, own, author } of mine) {
      if (state === "waiting" && phone.reason !== "unknown") this.fault(`${phone.name}: ${document.id} still waits (${phone.reason})`);
      if (!own && !author && !theirs.has(document.id) && !this.isSaved) this.fault(`${phone.name}: holds what is not its firm's`);
    }
    if (phone.reason === "") this.converged(phone, mine, ofFirm);
    if (phone.reason !== "") return;
    for (const { document } of mine) {
      const { notes } = document.values ?? {};
      if (this.erased.has(notes)) this.fault(`${phone.name}: "${notes}" was erased and is still on the phone`);
    }
  }

  // Phones and server say the same of every report, by the rule of each.
  // @reads tearoad_lab.rehearse.desk.FirmHeld ofFirm
  converged(phone, mine, ofFirm) {
    const odd = new Set(mine.filter((one) => one.state !== "received").map((one) => one.document.report));
    const reports = this.page.reports(mine.map((one) => one.document));
    const here = Object.fromEntries(reports.map((one) => [one.id, one]));
    for (const [id, fields] of Object.entries(ofFirm.reports)) {
      if (odd.has(id)) continue;
      const said = here[id] && Object.fromEntries(Object.entries(here[id].fields).map(([name, stands]) => [name, sorted(stands)]));
      const shots = here[id]?.files.map((one) => one.digest);
      if (!same(shots, ofFirm.reportFiles[id])) this.fault(`${phone.name}: ${id} has ${shots}, at the office ${ofFirm.reportFiles[id]}`);
      const there = Object.fromEntries(Object.entries(fields).map(([name, stands]) => [name, inOrder(stands)]));
      if (!same(said, there)) this.fault(`${phone.name}: ${id} reads ${JSON.stringify(said)}, at the office ${JSON.stringify(fields)}`);
    }
  }

  fault(text) {
    this.faults.push(text);
  }
}

function delivered(office, { path, body, headers }, crash = false) {
  return office.ask("post", { path, body, headers, crash });
}

// Whether a firm's notes at a server hold one that was kept under an id, taken in or waiting.
// @reads tearoad_lab.rehearse.desk.FirmHeld {}
function isThere({ revisions, aside }, id, values) {
  const isIn = revisions.some((one) => one.id === id || same(one.values, values));
  return isIn || aside.some((waiting) => waiting.payload?.id === id || waiting.revision === id);
}

function byId(documents) {
  return Object.fromEntries(documents.map((one) => [one.id, one]));
}

function forOffice({ file, digits }) {
  return { file: Buffer.from(file).toString("base64"), digits };
}

function sorted(stands) {
  return inOrder(stands.map((one) => [one.value]));
}

function inOrder(stands) {
  return [...stands].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

function same(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])]));
}
