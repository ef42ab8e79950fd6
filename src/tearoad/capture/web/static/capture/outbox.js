// Sends what waits and takes in what is new, until nothing is left. It knows no page and no network of its own: `send`
// carries a letter, `sendFile` a file, and each returns an answer as `mark.js` tells it, or throws where there is no network.
// Text goes first and alone: a photo waits until every word has been received.
//
// Only an answer of the office's own settles anything. Whatever else answers, with whichever status, means "not yet".
// @reads tearoad.capture.web.answers.LetterAnswer told
// @reads tearoad.capture.web.answers.KeptAnswer body
// @reads tearoad.capture.web.answers.Briefing post.briefing
// @reads tearoad.capture.web.answers.CardsAnswer read
import { FILE_STATE, STATE } from "./store.js";

const LETTER = 20;
const HELD = 500;
const DELIVERED = ["", "hindered", "stopped"];
const TEXT_AGAIN = "text";
// The office answers these to what it cannot take as it is.
const NOT_TAKEN = [413, 422];
// What was refused alone is tried again so much later.
const AGAIN_MS = 1_800_000;
// Instead of a status: something between phone and office does not let a note through.
export const ON_THE_WAY = 0;
const KEPT = [STATE.received, STATE.attention, STATE.aside];

// Returns what came of it: { reason, hindrances }, the reason one of
// "" (all is there: the office was asked for everything that it ever received, and has it), "network", "busy",
// "intercepted" (something else answers in place of the office), "unknown" (the link has to be opened anew), "refused",
// "hindered" (received, but a person has to look), "stopped" (this phone may not write any more), "gone" (nothing is kept
// for this phone).
// A revision that is refused alone waits on, marked, and holds up no other; with `again` all that was refused is tried
// anew. `doubts` remembers between rounds whose last letter came to nothing, and the digests of files that did, the latest
// last: these are sent behind all others.
export async function drain(store, phone, send, more = {}) {
  const { now = () => new Date(), ready = false, sendFile = null, rest, again = false, doubts = new Set() } = more;
  const round = { now, ready, again, doubts, tried: new Set() };
  for (;;) {
    const came = await drainText(store, phone, send, round);
    if (!DELIVERED.includes(came.reason) || !sendFile) return came;
    const left = await drainFiles(store, phone, sendFile, { rest, doubts, isToGo: (one) => isToGo(one, round) });
    if (left.reason !== TEXT_AGAIN) return left.reason ? left : came;
  }
}

async function drainText(store, phone, send, round) {
  const { now, ready, doubts, tried } = round;
  const first = await store.revisions(phone);
  // Once a round the server is asked about what it answered before: a person may have decided, a backup been restored.
  const tray = first.filter((one) => one.state === STATE.attention);
  const mine = first.filter((one) => one.own || one.author);
  const held = mine.filter((one) => one.state !== STATE.waiting).map((one) => one.document.id);
  const heldFiles = (await store.files(phone)).filter((one) => one.state === FILE_STATE.received).map((one) => one.digest);
  let most = LETTER;
  let isUp = false;
  for (;;) {
    const post = await store.post(phone);
    if (!post) return { reason: "gone" };
    const all = (await store.revisions(phone)).filter((one) => one.state === STATE.waiting).sort(byNumber);
    const waiting = all.filter((one) => isToGo(one, round));
    // After a doubt a letter without revisions finds out whether it was them: a server that is down answers nothing.
    const sent = doubts.has(phone) && !isUp ? [] : nextOf(waiting, tray).slice(0, most);
    const asked = held.slice(0, HELD);
    const askedFiles = heldFiles.slice(0, HELD);
    // @writes tearoad.capture.web.schemas.Letter -revisions
    const known = { clock: now().toISOString(), made: await store.made(phone), waiting: all.length, ready };
    // @writes tearoad.capture.web.schemas.Letter
    const letter = letterOf(post, sent, { ...known, held: asked, held_files: askedFiles });
    const answer = await carried(send, letter, post);
    if (sent.length && mayBeOneOfThem(answer)) {
      doubts.add(phone);
      // A server that may be down is left alone for as long as ever; one that says what it cannot read is there.
      if (answer.status === 500 && !isUp) return failed(answer);
      if (!isUp) continue;
      if (sent.length === 1) await setApart(store, sent[0], answer, { ...round, tray });
      most = sent.length > 1 ? Math.ceil(sent.length / 2) : LETTER;
      // Whether it is the note or the way is known only by a letter without notes, right before the next one with some.
      isUp = answer.isOwn || answer.status === 500;
      continue;
    }
    if (!answer.isOwn || answer.status !== 200) return failed(answer);
    const told = answer.body;
    if (!isAnswer(told, sent)) return { reason: "refused" };
    isUp = true;
    await takeIn(store, post, sent, told, now());
    for (const one of sent) if (tray.includes(one)) tray.splice(tray.indexOf(one), 1);
    held.splice(0, asked.length);
    heldFiles.splice(0, askedFiles.length);
    const left = waiting.some((one) => !sent.includes(one)) || tray.length || held.length || heldFiles.length || told.missing.length;
    if (left || told.more) continue;
    doubts.delete(phone);
    if (told.stopped) return { reason: "stopped" };
    if (told.changes && (await store.offerLost(phone, told.era))) continue;
    return told.hindrances.length ? { reason: "hindered", hindrances: told.hindrances } : { reason: "" };
  }
}

function letterOf(post, sent, known) {
  // @writes tearoad.capture.web.schemas.Letter
  return {
    ...known,
    revisions: sent.map((one) => one.document),
    authors: sent.some((one) => one.author) ? sent.map((one) => one.author) : [],
    since: post.since ?? 0,
    era: post.era ?? "",
    cards: post.cards ?? 0,
    briefing: post.briefing?.digest ?? "",
    plan: post.briefing?.plan ?? 0,
  };
}

// What was refused alone goes last, and alone: it spoils no letter of others.
function nextOf(waiting, tray) {
  const others = [...waiting.filter((one) => !one.refused), ...tray];
  return others.length ? others : waiting.slice(0, 1);
}

// Whether a revision is sent in this round. A phone whose clock was set back meanwhile does not wait for it to catch up.
function isToGo({ document, refused }, { now, again, tried }) {
  if (tried.has(document.id)) return false;
  const since = refused ? +now() - refused.at : 0;
  return again || !refused || since < 0 || since >= AGAIN_MS;
}

// Others are taken, this one is not: it stays where it is, and is not asked about any more in this round.
async function setApart(store, one, { status, isOwn }, { now, tried, tray }) {
  tried.add(one.document.id);
  if (one.state === STATE.waiting) await store.refuse(one.document.id, isOwn || [413, 500].includes(status) ? status : ON_THE_WAY, +now());
  else tray.splice(tray.indexOf(one), 1);
}

// The last word of a phone that has forgotten: it tells so, and needs no answer.
export async function farewell(post, made, send) {
  // @writes tearoad.capture.web.schemas.Letter
  const letter = { clock: new Date().toISOString(), made, waiting: 0, wiped: true, revisions: [] };
  await carried(send, letter, post);
}

// Sends one file after the other; the reason "" where all are received, or why it went no further. One that does not come
// through waits for another round, or network, and holds up none behind it. `rest` makes room for other phones, told how
// many milliseconds the last answer took.
async function drainFiles(store, phone, sendFile, { rest = async () => {}, doubts, isToGo: goes }) {
  const passed = new Set();
  for (;;) {
    const post = await store.post(phone);
    const waiting = (await store.files(phone)).filter((one) => one.state === FILE_STATE.waiting);
    const [next] = waiting.filter((one) => !passed.has(one.digest)).sort(byDoubt(doubts));
    if (!post || !waiting.length) return { reason: "" };
    if (!next) return { reason: "intercepted" };
    const bytes = await store.bytes(phone, next.digest);
    const begun = performance.now();
    const answer = await carried(sendFile, { ...next, bytes }, post);
    const state = settledBy(answer, next);
    doubts.delete(next.digest);
    if (!state) {
      if (mayBeOneOfThem(answer)) doubts.add(next.digest);
      if (answer.status !== 413) return failed(answer);
      passed.add(next.digest);
      continue;
    }
    await store.markFiles(phone, [next.digest], { state });
    const isWritten = (await store.revisions(phone)).some((one) => one.state === STATE.waiting && goes(one));
    if (isWritten) return { reason: TEXT_AGAIN };
    if (waiting.length > 1) await rest(performance.now() - begun);
  }
}

// What an answer makes of a file; nothing where it settles nothing.
function settledBy({ status, isOwn, body }, { digest }) {
  if (!isOwn) return null;
  if (status === 200 && body.kept === digest) return FILE_STATE.received;
  return NOT_TAKEN.includes(status) ? FILE_STATE.refused : null;
}

function byDoubt(doubts) {
  const order = [...doubts];
  return (one, other) => order.indexOf(one.digest) - order.indexOf(other.digest);
}

// Whether an answer may be due to what was sent, and not to the way or to a server that is down: a firewall reads along.
function mayBeOneOfThem({ status, isOwn }) {
  if (isOwn) return NOT_TAKEN.includes(status);
  return status === 500 || (status > 0 && status < 500 && status !== 429);
}

async function carried(send, letter, post) {
  try {
    return await send(letter, post);
  } catch {
    return { status: 0 };
  }
}

// Why nothing came of it; whom the office sends away it tells for how long.
function failed(answer) {
  return { reason: reasonOf(answer), retryMs: answer.isOwn ? answer.retryMs : 0 };
}

function reasonOf({ status, isOwn }) {
  if (status === 0) return "network";
  if (status === 429 || (status >= 500 && status !== 511)) return "busy";
  if (!isOwn) return "intercepted";
  if (status === 408) return "busy";
  return status === 401 ? "unknown" : "refused";
}

// Only what answers each revision is an answer to a letter.
function isAnswer(told, sent) {
  const { answers, missing, hindrances } = told ?? {};
  return (
    Array.isArray(answers) &&
    answers.length === sent.length &&
    answers.every((answer) => KEPT.includes(answer?.kept)) &&
    Array.isArray(missing) &&
    Array.isArray(hindrances)
  );
}

async function takeIn(store, post, sent, told, at) {
  const moves = sent.map(({ document }, place) => {
    // @reads tearoad.capture.web.answers.RevisionAnswer {}
    const { kept, reasons } = told.answers[place];
    return { id: document.id, state: kept, reasons };
  });
  // What the server does not have (any more) is sent again, whatever it answered once.
  const gone = told.missing.map((id) => ({ id, state: STATE.waiting, reasons: [] }));
  await store.mark([...moves, ...gone]);
  if (Object.keys(told.cleaned ?? {}).length) await store.clean(post.phone, told.cleaned);
  if (told.missing_files?.length) await store.markFiles(post.phone, told.missing_files, { state: FILE_STATE.waiting, safe: false });
  if (told.safe_files?.length) await store.markFiles(post.phone, told.safe_files, { safe: true });
  if (!told.changes) return;
  const { era, until: since, backed_up: backedUp } = told;
  const briefing = told.briefing ?? post.briefing;
  const read = told.suggested ?? { cards: [], until: 0 };
  const known = { era, since, backedUp, briefing, ahead: aheadBy(told.clock, at), cards: read.until };
  await store.takeIn(post.phone, known, told.changes, told.authors, read.cards);
}

// By how many milliseconds the fair's clock is ahead of this phone's: what comes next is told by the former.
export function aheadBy(clock, at) {
  return Date.parse(clock) - +at || 0;
}

function byNumber(one, other) {
  return one.document.number - other.document.number;
}
