// The phone's page: reads what the phone keeps, shows it, and lets the outbox work whenever there may be a network.
// @reads tearoad.capture.web.answers.Briefing state.post.briefing post.briefing
// @reads tearoad.capture.web.answers.PlannedShown planned
import { beginning, begunOf } from "./begun.js";
import { openAsItIs, openDatabase } from "./database.js";
import { daysPage, heldIn, meetingHead } from "./days.js";
import { el } from "./dom.js";
import { changeOf, formOf } from "./form.js";
import { homeOf } from "./home.js";
import { JUST_OPENED } from "./browser.js";
import { newId } from "./ids.js";
import { keep, keepBegun, keepFiles, reportOf, unwritten } from "./keeping.js";
import { leavePage } from "./leave.js";
import { askPin, HIDDEN_MS, pinPage } from "./lock.js";
import { watchLocked } from "./locked.js";
import { offersOf } from "./offers.js";
import { drain, farewell } from "./outbox.js";
import { change, reports } from "./reports.js";
import { roomOf } from "./room.js";
import { fillIn, scan } from "./scan.js";
import { rest, send, sendFile } from "./send.js";
import { shotsOf } from "./shots.js";
import { page, show, showAnew } from "./showing.js";
import { Locked, openStore } from "./store.js";
import { takeInPage } from "./takein.js";
import { Alarm, isSentAway, pauseAfter, pauseWhenBack } from "./turn.js";
import { Updates } from "./updates.js";
import { headOf, tellNew } from "./where.js";
import { LANGUAGES, readWords } from "./words.js";

const NEW = "new";
// Pages beside the notes, by their place in the address.
const BESIDE = { leave: leaving, "take-in": takingIn, pin: settingPin };
const TYPED_MS = 300;

// Before the first round is over nobody knows how things stand.
const state = { round: { reason: "looking" }, ready: false, sentAway: 0, doubts: new Set(), again: false };
const alarm = new Alarm(round);
const updates = new Updates(refresh);

async function start() {
  const isJustOpened = location.hash === JUST_OPENED;
  if (isJustOpened) history.replaceState(null, "", location.pathname);
  await speak(languageOf(navigator.language));
  state.database = await opened();
  if (!state.database) return;
  updates.database = state.database;
  await updates.look();
  await speak((await state.database.get("settings", "language")) ?? state.language);
  await unlock();
  [state.post] = await state.store.posts();
  // Opened by its link a moment ago, and forgotten already: this browser keeps nothing.
  if (!state.post && isJustOpened) return tell("floor_pages.cannot_keep", "floor_pages.cannot_keep_help");
  if (!state.post) return tell("floor_pages.no_post", "floor_pages.no_post_help");
  // Whatever can be drawn of what is here: what waits goes out, and can be taken along.
  addEventListener("hashchange", leave);
  addEventListener("online", networkIsBack);
  document.addEventListener("visibilitychange", seen);
  alarm.set(pauseAfter(state.round, 0, Math.random()));
  await keepBegun(state.store, state.post, state.words);
  // The worker answers for it: it comes up without a network, also while a slow one keeps the first round waiting.
  state.ready = Boolean(navigator.serviceWorker.controller && state.post.briefing);
  await render();
  await becomeReady().then(refresh).catch(() => {});
  await round();
}

// The database; nothing where this page is older than what is kept: it is told so, and what is here can be taken along.
async function opened() {
  try {
    return await openDatabase({
      waits: () => tell("floor_pages.other_tabs", "floor_pages.other_tabs_help"),
      isOlder() {
        closed(state.form);
        state.store = null;
        tell("floor_pages.newer_tab", "floor_pages.newer_tab_help");
      },
    });
  } catch {
    await handOut();
    return null;
  }
}

async function handOut() {
  updates.hurry();
  state.database = await openAsItIs();
  await unlock();
  const parts = [el("h1", {}, state.words.say("floor_pages.page_old")), el("p", {}, state.words.say("floor_pages.page_old_help"))];
  for (const post of await state.store.posts()) {
    parts.push(...(await leavePage({ words: state.words, store: state.store, post })));
  }
  show(...parts);
}

// Asks for the PIN until it is right; without one the store opens by itself.
async function unlock() {
  let pin = "";
  while (!state.store) {
    try {
      state.store = await openStore(state.database, pin);
    } catch (last) {
      if (!(last instanceof Locked)) throw last;
      const halt = watchLocked(state.database, () => tell("floor_pages.stopped", "floor_pages.stopped_forgotten"));
      pin = await askPin({ words: state.words, database: state.database, show, last });
      halt();
    }
  }
  state.hasPin = await state.store.hasPin();
  await state.store.letAsk();
}

// Out of sight for long: the key is let go of, and the PIN asked for. What was being typed is kept first.
async function lock() {
  if (!state.store || !state.hasPin) return;
  await putDraft();
  await (await closed(state.form))?.memo;
  state.store = null;
  history.replaceState(null, "", "#/");
  await unlock();
  await keepBegun(state.store, state.post, state.words);
  await render();
  await round();
}

function languageOf(tag) {
  return Object.keys(LANGUAGES).find((one) => tag.startsWith(one.slice(0, 2))) ?? "en";
}

async function speak(language) {
  state.words = await readWords(language);
  state.language = language;
  document.documentElement.lang = language;
  document.title = state.words.say("floor_pages.title");
}

function known(id) {
  return reportOf(state.store, state.post, id);
}

// Draws the page. What cannot be drawn keeps nothing from being sent or taken along. Where it was locked meanwhile, or let
// go of for a newer page, that is said already and stays.
async function render() {
  const { store, post } = state;
  if (!store || !post) return;
  try {
    await (post.isStopped || state.round.reason === "stopped" ? handOverPage() : draw());
  } catch {
    if (state.store !== store) return;
    const ways = [el("a", { href: "#/leave" }, state.words.say("floor_pages.take_along")), el("a", { href: "#/new" }, state.words.say("floor_pages.new_visitor"))];
    tell("floor_pages.not_drawn", "floor_pages.not_drawn_help", ...ways.map((one) => el("p", {}, one)));
  }
}

// The office stopped this phone while it was locked: what was not sent is all that it still holds.
async function handOverPage() {
  const { words, store, post } = state;
  if (page.dataset.at === "stopped") return;
  const [, , part] = await leavePage({ words, store, post });
  tell("floor_pages.stopped", "floor_pages.stopped_hand_over", part);
  page.dataset.at = "stopped";
}

async function draw() {
  const { store, post } = state;
  const asked = location.hash;
  const isThere = () => location.hash === asked && state.store === store;
  const [, place, id] = asked.split("/");
  if (place in BESIDE) {
    const parts = await BESIDE[place]();
    if (isThere()) show(...parts);
    return;
  }
  if (place === NEW) return showForm(unwritten(newId()), [heading("floor_pages.new_visitor")]);
  if (place === "r") {
    const report = await known(id);
    return isThere() && showForm(report, [heading("floor_pages.visitor")]);
  }
  if (place === "m") return showPlanned(decodeURIComponent(id), isThere);
  state.form = null;
  const all = await store.revisions(post.phone);
  const files = await store.files(post.phone);
  const cards = await store.cards(post.phone);
  // Somebody went on to a form while this was being read: it stays.
  if (!isThere()) return;
  const { round: last, ready, language, room, hasPin } = state;
  const ways = { onLanguage: choose, onAgain: sendAgain, onUpdate: updates.isWaiting ? updateNow : null };
  const context = { ...contextOf(all), files, cards, round: last, ready, language, room, hasPin, ...ways };
  if (place === "days") showAnew(back("#/"), heading("floor_pages.days"), ...daysPage(context));
  else showAnew(...homeOf(all, context));
}

function leaving() {
  const { words, store, post } = state;
  const left = async (made) => {
    state.post = null;
    tell("floor_pages.left", "floor_pages.left_help");
    await farewell(post, made, send);
  };
  return leavePage({ words, store, post, sendNow: sendAgain, left });
}

function takingIn() {
  const { words, store, post } = state;
  return takeInPage({ words, store, post, taken: round });
}

function settingPin() {
  const { words, store, hasPin } = state;
  const done = async () => {
    state.hasPin = await store.hasPin();
    location.hash = "#/";
  };
  return pinPage({ words, store, hasPin, done });
}

function contextOf(all) {
  const { words, post } = state;
  const onHeld = async (one, value) => {
    await tellHeld(one, value);
    await render();
  };
  return { words, post, now: Date.now() + (post.ahead ?? 0), held: heldIn(reports(all.map((one) => one.document))), onHeld, onSeen: see };
}

// One meeting or programme item: what is known of it, what became of it, and a meeting's report below.
async function showPlanned(key, isThere) {
  const { store, post } = state;
  const planned = post.briefing.planned.find((each) => each.key === key);
  if (!planned) return tell("floor_pages.no_longer_planned", "floor_pages.no_longer_planned_help");
  const head = await headOf(async (refill) => {
    const context = { ...contextOf(await store.revisions(post.phone)), refill };
    return meetingHead(planned, context, async (value) => {
      await tellHeld(planned, value);
      await refill();
    });
  });
  state.head = { head, one: planned };
  const report = planned.report && post.briefing.writes ? await known(planned.report) : null;
  if (!isThere()) return;
  if (report) showForm(report, [head], { above: "#/days" });
  else show(back("#/days"), head);
}

async function tellHeld(planned, value) {
  const report = await known(planned.report);
  const changed = change(report.fields, { held: value });
  if (changed) await keep(state.store, state.post, report, changed);
  round();
}

// Somebody has looked at what is new in their days.
async function see() {
  const { store, post } = state;
  await store.see(post.phone, post.briefing.planned);
  state.post = await store.post(post.phone);
  await render();
}

// `typed` is what stands in the form already, `filled` the fields of it that a scanned code has just filled in, and `begun`
// the form that this is once more.
function showForm(report, head, { above = "#/", typed = null, filled = null, begun = beginning() } = {}) {
  const { words, post } = state;
  const shots = shotsOf({
    words,
    filled,
    filesOf: async () => {
      const [{ files }, here] = [await known(report.id), await state.store.files(post.phone)];
      return files.map((one) => ({ ...one, state: here.find((row) => row.digest === one.digest)?.state ?? null }));
    },
    bytesOf: (digest) => state.store.bytes(post.phone, digest),
    keep: async (changed, over) => {
      await keepFiles(state.store, post, report, changed, over);
      round();
    },
    speak: () => state.store.begun.speak(post.phone, report.id),
    scan: async () => {
      const text = await scan(words);
      if (!text || state.form?.shots !== shots) return;
      const read = await fillIn(text, report.fields, state.form.typed ?? {});
      shots.close();
      showForm(report, head, { above, typed: read.values, filled: read.filled, begun: begunOf(form) });
      await putDraft();
    },
  });
  const offers = offersOf({
    words,
    cardOf: async () => (await state.store.cards(post.phone))[report.id] ?? {},
    leave: () => state.store.leaveCard(post.phone, report.id),
  });
  const form = { ...begun, report, head, above, typed, shots, offers, timer: null, place: location.hash };
  state.form = form;
  const shown = formOf(report, {
    words,
    briefing: post.briefing,
    wanted: typed ?? {},
    shots,
    offers,
    typed: (values) => {
      form.typed = values;
      if (form.timer) form.isBehind = true;
      else putOften(form);
    },
    done: async (changed) => {
      // Whoever tapped what became of the meeting meanwhile changed the same report, in other fields.
      await settle(form, changed);
      await closed(form);
      location.hash = above;
    },
  });
  show(back(above), ...head, shown);
  scrollTo(0, 0);
}

function heading(title) {
  return el("h1", {}, state.words.say(title));
}

function back(above) {
  return el("a", { class: "back", href: above }, state.words.say("floor_pages.back"));
}

// The first letter is written down at once, the others every few moments: who types without a pause loses no more than these.
function putOften(form) {
  putDraft();
  form.isBehind = false;
  form.timer = setTimeout(() => {
    form.timer = null;
    if (form.isBehind && state.form === form) putOften(form);
  }, TYPED_MS);
}

// Writes down what is being typed, one after the other: what is on the disk is what was typed last.
async function putDraft() {
  const { form, store, post } = state;
  if (!store || !form?.typed || form.isOver) return;
  const { id, report, typed } = form;
  const put = () => store.begun.putForm(post.phone, id, { report: report.id, fields: report.fields, values: typed });
  form.putting = form.putting.catch(() => {}).then(put);
  await form.putting.catch(() => {});
}

// What was typed becomes a note, and is no draft any more: nothing that is still being written may come after it.
async function settle(form, changed) {
  const { store, post } = state;
  clearTimeout(form.timer);
  form.isOver = true;
  await form.putting.catch(() => {});
  try {
    if (changed) await keep(store, post, form.report, changed, [{ store: "forms", id: form.id }]);
    else if (form.typed) await store.begun.dropForm(form.id);
  } catch (error) {
    form.isOver = false;
    throw error;
  }
}

// The form is gone from this page: whichever page is there makes a note of what is left of it. A memo that still runs is
// kept as far as it was spoken.
async function closed(form) {
  if (!form) return;
  if (state.form === form) state.form = null;
  clearTimeout(form.timer);
  const memo = form.shots.close();
  await form.putting.catch(() => {});
  (await form.held)();
  return { memo };
}

// Who goes back without a word keeps what was typed; where the phone cannot keep it, the form is there again.
async function leave() {
  const left = state.form;
  if (!state.store) return;
  state.form = null;
  try {
    if (left?.typed) await settle(left, changeOf(left.report, left.typed, state.words));
  } catch {
    left.shots.close();
    history.replaceState(null, "", left.place);
    return showForm(left.report, left.head, { above: left.above, typed: left.typed, begun: begunOf(left) });
  }
  await closed(left);
  await render();
  await round();
}

function tell(title, text, ...more) {
  show(el("h1", {}, state.words.say(title)), el("p", {}, state.words.say(text)), ...more);
}

async function choose(language) {
  await state.store.set("language", language);
  await speak(language);
  await render();
}

function seen() {
  clearTimeout(state.hiding);
  const isLong = state.hidden && Date.now() - state.hidden > HIDDEN_MS;
  if (document.visibilityState !== "visible") {
    state.hidden = Date.now();
    state.hiding = setTimeout(lock, HIDDEN_MS);
    return putDraft();
  }
  state.hidden = null;
  return isLong ? lock() : round();
}

// One round at a time in all pages of this browser. Who asks during a round gets another one behind it: what was written
// since it began is not in it.
async function round() {
  state.wanted = true;
  if (state.busy) return;
  state.busy = true;
  try {
    while (state.wanted && state.store && state.post) {
      state.wanted = false;
      await navigator.locks.request("floor-round", oneRound);
    }
  } finally {
    state.busy = false;
    state.sentAway = isSentAway(state.round) ? state.sentAway + 1 : 0;
    alarm.set(pauseAfter(state.round, state.sentAway, Math.random()));
  }
}

// A person wants that what was refused is tried anew, now.
async function sendAgain() {
  state.again = true;
  await round();
}

async function updateNow() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  await updates.hurry();
}

// The browser says that there is a network. Who was sent away still comes no sooner than told.
function networkIsBack() {
  if (state.round.reason !== "busy") alarm.sooner(pauseWhenBack(Math.random()));
}

// Also what was written for another firm or mission on this phone goes out, whichever was opened last.
async function oneRound() {
  const { store, post, ready, words, again, doubts } = state;
  state.again = false;
  for (const other of await store.posts()) {
    await keepBegun(store, other, words);
    const came = await drain(store, other.phone, send, { ready, sendFile, rest, again, doubts });
    if (other.phone === post.phone) state.round = came;
    else if (came.reason === "stopped") await forgetPost(store, other);
  }
  if (state.round.reason === "stopped") return forget();
  if (!state.post) return;
  state.post = await store.post(post.phone);
  state.room = await roomOf();
  await updates.look();
  await refresh();
}

async function refresh() {
  const [, place] = location.hash.split("/");
  // Pages beside the notes hold what a person is typing: they look anew by themselves.
  if (state.head) await tellNew(state.head, state.post?.briefing);
  if (state.form) await Promise.all([state.form.shots.refresh(), state.form.offers.refresh()]);
  else if (!(place in BESIDE)) await render();
}

// Stopped by the office: what waited was handed over in this round, so that nothing is lost when the phone forgets.
async function forget() {
  await putDraft();
  await (await closed(state.form))?.memo;
  if (!(await forgetPost(state.store, state.post))) {
    const all = await state.store.revisions(state.post.phone);
    // What the office cannot take stays, and can be taken along: it is tried again at the next alarm.
    return all.some((one) => one.refused) ? render() : round();
  }
  state.post = null;
  tell("floor_pages.stopped", "floor_pages.stopped_help");
}

// A stopped phone may be in strange hands, and people are in what it holds: that the office has it is enough.
async function forgetPost(store, post) {
  await keepBegun(store, post, state.words, { all: true });
  const made = await store.made(post.phone);
  if (!(await store.forget(post.phone, { isStopped: true }))) return false;
  await farewell(post, made, send);
  return true;
}

// Ready means: this page comes up without a network, and what it keeps stays.
async function becomeReady() {
  await updates.ready;
  const { active } = await navigator.serviceWorker.ready;
  await navigator.storage.persist?.();
  state.room = await roomOf();
  // What is needed now and then comes after what is needed always.
  active.postMessage("later");
  state.ready = Boolean(state.post.briefing);
}

start();
