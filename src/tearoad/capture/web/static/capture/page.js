// The phone's page: reads what the phone keeps, shows it, and lets the outbox work whenever there may be a network.
import { openDatabase } from "./database.js";
import { el } from "./dom.js";
import { changeOf, formOf } from "./form.js";
import { homeOf } from "./home.js";
import { newId } from "./ids.js";
import { drain } from "./outbox.js";
import { reports } from "./reports.js";
import { fillIn, scan } from "./scan.js";
import { shotsOf } from "./shots.js";
import { openStore } from "./store.js";
import { LANGUAGES, readWords } from "./words.js";

const SCHEMA = 1;
const EVERY_MS = 20_000;
const ANSWER_MS = 30_000;
const FILE_MS = 120_000;
const NEW = "new";
const TYPED_MS = 300;

const page = document.querySelector("main");
const state = { round: { reason: "" }, ready: false };

async function start() {
  state.store = await openStore(await openDatabase());
  [state.post] = await state.store.posts();
  state.language = (await state.store.setting("language")) ?? languageOf(navigator.language);
  await speak(state.language);
  if (!state.post) return tell("floor_pages.no_post", "floor_pages.no_post_help");
  await keepBegun();
  await render();
  addEventListener("hashchange", leave);
  addEventListener("online", round);
  document.addEventListener("visibilitychange", seen);
  setInterval(round, EVERY_MS);
  await becomeReady();
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
  await keep(report.id, changeOf(report, draft.values, state.words));
}

async function reportOf(id) {
  const all = await state.store.revisions(state.post.phone);
  const found = reports(all.map((one) => one.document)).find((one) => one.id === id);
  return found ?? { id, fields: {}, files: [] };
}

async function keep(report, changed) {
  const { store, post } = state;
  if (!changed) return store.dropDraft(post.phone);
  await store.keep(post.phone, (number) => revision(report, number, changed));
}

function revision(report, number, changed) {
  return { schema: SCHEMA, id: newId(), report, number, made_at: new Date().toISOString(), meeting: "", ...changed };
}

// A photo or memo is kept as soon as it is taken, a change of its own: what is being typed beside it goes on.
async function keepFiles(report, { files = [], dropped = [] }) {
  const named = files.map(({ digest, kind, type, size }) => ({ digest, kind, type, size }));
  const changed = { values: {}, replaces: {}, ...(named.length ? { files: named } : { dropped }) };
  await state.store.keep(state.post.phone, (number) => revision(report, number, changed), { files, keepsDraft: true });
  round();
}

async function render() {
  const [, place, id] = location.hash.split("/");
  if (place === NEW) return showForm({ id: newId(), fields: {}, files: [] }, "floor_pages.new_visitor");
  if (place === "r") return showForm(await reportOf(id), "floor_pages.visitor");
  state.form = null;
  const all = await state.store.revisions(state.post.phone);
  const { words, post, round: last, ready, language } = state;
  const files = await state.store.files(post.phone);
  show(...homeOf(all, { words, post, files, round: last, ready, language, onLanguage: choose }));
}

// `typed` is what stood in the form when it could not be kept.
function showForm(report, title, typed = null, filled = null) {
  const { words, post } = state;
  const shots = shotsOf({
    words,
    filesOf: async () => {
      const [{ files }, here] = [await reportOf(report.id), await state.store.files(post.phone)];
      return files.map((one) => ({ ...one, state: here.find((row) => row.digest === one.digest)?.state ?? null }));
    },
    filled,
    scan: async () => {
      const text = await scan(words);
      if (!text || !state.form) return;
      const read = await fillIn(text, report.fields, state.form.typed ?? {});
      shots.close();
      showForm(report, title, read.values, read.filled);
      await putDraft();
    },
    bytesOf: (digest) => state.store.bytes(post.phone, digest),
    keep: (changed) => keepFiles(report.id, changed),
  });
  state.form = { report, title, typed, shots, timer: null, place: location.hash };
  const form = formOf(report, {
    words,
    briefing: post.briefing,
    wanted: typed ?? {},
    shots,
    typed: (values) => {
      state.form.typed = values;
      clearTimeout(state.form.timer);
      state.form.timer = setTimeout(putDraft, TYPED_MS);
    },
    done: async (changed) => {
      clearTimeout(state.form.timer);
      await keep(report.id, changed);
      shots.close();
      state.form = null;
      location.hash = "#/";
    },
  });
  const back = el("a", { class: "back", href: "#/" }, words.say("floor_pages.back"));
  show(back, el("h1", {}, words.say(title)), form);
  scrollTo(0, 0);
}

async function putDraft() {
  const { form, store, post } = state;
  if (form?.typed) await store.putDraft(post.phone, { report: form.report.id, values: form.typed });
}

// Who goes back without a word keeps what was typed; where the phone cannot keep it, the form is there again.
async function leave() {
  const left = state.form;
  clearTimeout(left?.timer);
  left?.shots.close();
  state.form = null;
  try {
    if (left?.typed) await keep(left.report.id, changeOf(left.report, left.typed, state.words));
  } catch {
    history.replaceState(null, "", left.place);
    return showForm(left.report, left.title, left.typed);
  }
  await render();
  await round();
}

function tell(title, text) {
  show(el("h1", {}, state.words.say(title)), el("p", {}, state.words.say(text)));
}

function show(...parts) {
  page.replaceChildren(...parts.filter(Boolean));
}

async function choose(language) {
  await state.store.set("language", language);
  await speak(language);
  await render();
}

function seen() {
  if (document.visibilityState === "visible") round();
  else putDraft();
}

// One round at a time in all pages of this browser. Who asks during a round gets another one behind it: what was written
// since it began is not in it.
async function round() {
  state.wanted = true;
  if (state.busy) return;
  state.busy = true;
  try {
    while (state.wanted && state.post) {
      state.wanted = false;
      await navigator.locks.request("floor-round", oneRound);
    }
  } finally {
    state.busy = false;
  }
}

// Also what was written for another firm or mission on this phone goes out, whichever was opened last.
async function oneRound() {
  const { store, post, ready } = state;
  for (const other of await store.posts()) {
    const came = await drain(store, other.phone, send, { ready, sendFile });
    if (other.phone === post.phone) state.round = came;
    else if (came.reason === "stopped") await store.forget(other.phone);
  }
  if (state.round.reason === "stopped") return forget();
  state.post = await store.post(post.phone);
  if (state.form) await state.form.shots.refresh();
  else await render();
}

async function send(letter, post) {
  const answer = await fetch("/floor/sync/", {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      Authorization: `Phone ${post.phone} ${post.secret}`,
    },
    body: JSON.stringify(letter),
    signal: AbortSignal.timeout(ANSWER_MS),
    credentials: "omit",
  });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
}

async function sendFile({ digest, kind, type, bytes }, post) {
  const answer = await fetch(`/floor/files/${digest}/?kind=${kind}`, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": type, Authorization: `Phone ${post.phone} ${post.secret}` },
    body: bytes,
    signal: AbortSignal.timeout(FILE_MS),
    credentials: "omit",
  });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : null };
}

// Stopped by the office: what waited was handed over in this round, so that nothing is lost when the phone forgets.
async function forget() {
  state.form = null;
  await keepBegun();
  if (!(await state.store.forget(state.post.phone))) return round();
  state.post = null;
  tell("floor_pages.stopped", "floor_pages.stopped_help");
}

// Ready means: this page comes up without a network, and what it keeps stays.
async function becomeReady() {
  const worker = await navigator.serviceWorker.register("/floor/worker.js", { scope: "/floor/" });
  const { active } = await navigator.serviceWorker.ready;
  await navigator.storage.persist?.();
  // What is needed now and then comes after what is needed always.
  active.postMessage("later");
  state.ready = Boolean(worker) && Boolean(state.post.briefing);
}

start();
