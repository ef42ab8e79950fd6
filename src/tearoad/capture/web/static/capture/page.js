// The phone's page: reads what the phone keeps, shows it, and lets the outbox work whenever there may be a network.
import { openAsItIs, openDatabase } from "./database.js";
import { daysPage, heldIn, meetingHead } from "./days.js";
import { el } from "./dom.js";
import { changeOf, formOf } from "./form.js";
import { homeOf } from "./home.js";
import { JUST_OPENED } from "./keeping.js";
import { newId } from "./ids.js";
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
import { Locked, openStore } from "./store.js";
import { takeInPage } from "./takein.js";
import { Alarm, pauseAfter, pauseWhenBack } from "./turn.js";
import { Updates } from "./updates.js";
import { LANGUAGES, readWords } from "./words.js";

const SCHEMA = 1;
const NEW = "new";
// Pages beside the notes, by their place in the address.
const BESIDE = { leave: leaving, "take-in": takingIn, pin: settingPin };
const TYPED_MS = 300;

const page = document.querySelector("main");
const state = { round: { reason: "" }, ready: false, sentAway: 0, doubts: new Set(), again: false };
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
  if (!state.post) return isJustOpened ? showWayOut() : tell("floor_pages.no_post", "floor_pages.no_post_help");
  // Whatever can be drawn of what is here: what waits goes out, and can be taken along.
  addEventListener("hashchange", leave);
  addEventListener("online", networkIsBack);
  document.addEventListener("visibilitychange", seen);
  alarm.set(pauseAfter(state.round, 0, Math.random()));
  await keepBegun();
  await render();
  await becomeReady().catch(() => {});
  await round();
}

// The database; nothing where this page is older than what is kept: it is told so, and what is here can be taken along.
async function opened() {
  try {
    return await openDatabase({
      waits: () => tell("floor_pages.other_tabs", "floor_pages.other_tabs_help"),
      isOlder() {
        state.store = null;
        tell("floor_pages.newer_tab", "floor_pages.newer_tab_help");
      },
    });
  } catch {
    await handOut();
    return null;
  }
}

// The link was opened a moment ago, and this browser has forgotten it already.
function showWayOut() {
  tell("floor_pages.cannot_keep", "floor_pages.cannot_keep_help");
}

async function handOut() {
  updates.hurry();
  state.database = await openAsItIs();
  await unlock();
  const title = el("h1", {}, state.words.say("floor_pages.page_old"));
  const parts = [title, el("p", {}, state.words.say("floor_pages.page_old_help"))];
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
  clearTimeout(state.form?.timer);
  await putDraft();
  state.form?.shots.close();
  state.form = null;
  state.store = null;
  history.replaceState(null, "", "#/");
  await unlock();
  await keepBegun();
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

// What was begun when the page was closed or the phone died becomes a note of its own: nobody is asked.
async function keepBegun() {
  const draft = await state.store.draft(state.post.phone);
  if (!draft) return;
  const report = await reportOf(draft.report);
  await keep(report, changeOf(report, draft.values, state.words));
}

async function reportOf(id) {
  const all = await state.store.revisions(state.post.phone);
  const found = reports(all.map((one) => one.document)).find((one) => one.id === id);
  const meeting = state.post.briefing?.planned.find((one) => one.report === id)?.key ?? "";
  return found ?? { id, meeting, fields: {}, files: [] };
}

async function keep(report, changed, { stillTyping = false } = {}) {
  const { store, post } = state;
  if (!changed) return stillTyping || store.dropDraft(post.phone);
  await store.keep(post.phone, (number) => revision(report, number, changed), { stillTyping });
}

function revision(report, number, changed) {
  const head = { schema: SCHEMA, id: newId(), report: report.id, number, made_at: new Date().toISOString() };
  return { ...head, meeting: report.meeting, ...changed };
}

// A photo or memo is kept as soon as it is taken, a change of its own: what is being typed beside it goes on.
async function keepFiles(report, { files = [], dropped = [] }) {
  const named = files.map(({ digest, kind, type, size }) => ({ digest, kind, type, size }));
  const changed = { values: {}, replaces: {}, ...(named.length ? { files: named } : { dropped }) };
  await state.store.keep(state.post.phone, (number) => revision(report, number, changed), { files, stillTyping: true });
  round();
}

// Draws the page. What cannot be drawn keeps nothing from being sent or taken along.
async function render() {
  if (!state.store || !state.post) return;
  try {
    await (state.post.isStopped || state.round.reason === "stopped" ? handOverPage() : draw());
  } catch {
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
  const asked = location.hash;
  const [, place, id] = asked.split("/");
  if (place in BESIDE) {
    const parts = await BESIDE[place]();
    if (location.hash === asked) show(...parts);
    return;
  }
  if (place === NEW) return showForm({ id: newId(), meeting: "", fields: {}, files: [] }, [heading("floor_pages.new_visitor")]);
  if (place === "r") return showForm(await reportOf(id), [heading("floor_pages.visitor")]);
  if (place === "m") return showPlanned(decodeURIComponent(id));
  state.form = null;
  const all = await state.store.revisions(state.post.phone);
  const files = await state.store.files(state.post.phone);
  const cards = await state.store.cards(state.post.phone);
  // Somebody went on to a form while this was being read: it stays.
  if (location.hash !== asked) return;
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
async function showPlanned(key) {
  const { store, post } = state;
  const one = post.briefing.planned.find((each) => each.key === key);
  if (!one) return tell("floor_pages.no_longer_planned", "floor_pages.no_longer_planned_help");
  const head = el("div", { class: "stack" });
  const fill = async () => {
    const context = contextOf(await store.revisions(post.phone));
    const parts = meetingHead(one, context, async (value) => {
      await tellHeld(one, value);
      await fill();
    });
    head.replaceChildren(...parts.flat().filter(Boolean));
  };
  await fill();
  if (one.report && post.briefing.writes) showForm(await reportOf(one.report), [head], "#/days");
  else show(back("#/days"), head);
}

async function tellHeld(one, value) {
  const report = await reportOf(one.report);
  await keep(report, change(report.fields, { held: value }), { stillTyping: true });
  round();
}

// Somebody has looked at what is new in their days.
async function see() {
  const { store, post } = state;
  await store.see(post.phone, post.briefing.planned);
  state.post = await store.post(post.phone);
  await render();
}

// `typed` is what stood in the form when it could not be kept.
function showForm(report, head, above = "#/", typed = null, filled = null) {
  const { words, post } = state;
  const shots = shotsOf({
    words,
    filled,
    filesOf: async () => {
      const [{ files }, here] = [await reportOf(report.id), await state.store.files(post.phone)];
      return files.map((one) => ({ ...one, state: here.find((row) => row.digest === one.digest)?.state ?? null }));
    },
    bytesOf: (digest) => state.store.bytes(post.phone, digest),
    keep: (changed) => keepFiles(report, changed),
    scan: async () => {
      const text = await scan(words);
      if (!text || state.form?.shots !== shots) return;
      const read = await fillIn(text, report.fields, state.form.typed ?? {});
      shots.close();
      showForm(report, head, above, read.values, read.filled);
      await putDraft();
    },
  });
  const offers = offersOf({
    words,
    cardOf: async () => (await state.store.cards(post.phone))[report.id] ?? {},
    leave: () => state.store.leaveCard(post.phone, report.id),
  });
  state.form = { report, head, above, typed, shots, offers, timer: null, place: location.hash };
  const form = formOf(report, {
    words,
    briefing: post.briefing,
    wanted: typed ?? {},
    shots,
    offers,
    typed: (values) => {
      state.form.typed = values;
      clearTimeout(state.form.timer);
      state.form.timer = setTimeout(putDraft, TYPED_MS);
    },
    done: async (changed) => {
      clearTimeout(state.form.timer);
      // Whoever tapped what became of the meeting meanwhile changed the same report, in other fields.
      await keep(report, changed);
      shots.close();
      state.form = null;
      location.hash = above;
    },
  });
  show(back(above), ...head, form);
  scrollTo(0, 0);
}

function heading(title) {
  return el("h1", {}, state.words.say(title));
}

function back(above) {
  return el("a", { class: "back", href: above }, state.words.say("floor_pages.back"));
}

async function putDraft() {
  const { form, store, post } = state;
  if (store && form?.typed) await store.putDraft(post.phone, { report: form.report.id, values: form.typed });
}

// Who goes back without a word keeps what was typed; where the phone cannot keep it, the form is there again.
async function leave() {
  const left = state.form;
  if (!state.store) return;
  clearTimeout(left?.timer);
  left?.shots.close();
  state.form = null;
  try {
    if (left?.typed) await keep(left.report, changeOf(left.report, left.typed, state.words));
  } catch {
    history.replaceState(null, "", left.place);
    return showForm(left.report, left.head, left.above, left.typed);
  }
  await render();
  await round();
}

function tell(title, text, ...more) {
  show(el("h1", {}, state.words.say(title)), el("p", {}, state.words.say(text)), ...more);
}

function show(...parts) {
  delete page.dataset.at;
  page.replaceChildren(...parts.filter(Boolean));
}

// The same page once more, after a round: who is on it keeps their place, what is folded out stays so, and where nothing
// is new nothing is touched.
function showAnew(...parts) {
  const fresh = el("main", {}, parts.filter(Boolean));
  const isSame = page.dataset.at === location.hash;
  const folds = isSame ? [...page.querySelectorAll("details")] : [];
  for (const [place, one] of fresh.querySelectorAll("details").entries()) one.open = folds[place]?.open ?? one.open;
  page.dataset.at = location.hash;
  if (isSame && fresh.innerHTML === page.innerHTML) return;
  const href = isSame ? document.activeElement?.getAttribute("href") : null;
  page.replaceChildren(...fresh.childNodes);
  if (href) page.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
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
    state.sentAway = state.round.reason === "busy" ? state.sentAway + 1 : 0;
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
  const { store, post, ready, again, doubts } = state;
  state.again = false;
  for (const other of await store.posts()) {
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
  if (state.form) await Promise.all([state.form.shots.refresh(), state.form.offers.refresh()]);
  else if (!(place in BESIDE)) await render();
}

// Stopped by the office: what waited was handed over in this round, so that nothing is lost when the phone forgets.
async function forget() {
  state.form = null;
  await keepBegun();
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
