// The first page: how things stand, the two big buttons, and everybody who was written down with where it is now.
// @reads tearoad.capture.web.answers.Briefing post.briefing
// @reads tearoad.capture.web.answers.WordField field
import { daysCard } from "./days.js";
import { el } from "./dom.js";
import { footOf } from "./foot.js";
import { shownValue } from "./form.js";
import { canTake } from "./offers.js";
import { reports } from "./reports.js";
import { isShowable } from "./shape.js";
import { FILE_STATE, STATE } from "./store.js";
import { ON_THE_WAY } from "./outbox.js";
import { filesSaid, waitingIn, waitingSaid } from "./waiting.js";

const SAID = {
  [STATE.waiting]: "floor_pages.state_waiting",
  [STATE.received]: "floor_pages.state_received",
  [STATE.attention]: "floor_pages.state_attention",
  [STATE.aside]: "floor_pages.state_put_aside",
};

const REFUSED = {
  [ON_THE_WAY]: "floor_pages.refused_on_the_way",
  413: "floor_pages.refused_large",
  422: "floor_pages.refused_unread",
  500: "floor_pages.refused_failed",
};
const SHORT = 40;

// With these the phone cannot send by itself: what waits can be taken along.
const STUCK = ["unknown", "refused", "intercepted"];

export function homeOf(all, context) {
  const { words, post, files, cards, round, ready, onUpdate } = context;
  const refused = all.filter((one) => one.refused);
  const waiting = waitingIn(all.filter((one) => !one.refused), files);
  const odd = all.filter((one) => one.state === STATE.attention);
  const where = new Map(all.map((one) => [one.document.id, one]));
  const every = reports(all.map((one) => one.document));
  const found = every.filter((one) => !one.meeting);
  return [
    el("p", { class: "small muted" }, words.of(post.briefing.mission)),
    el("h1", {}, words.of(post.briefing.firm)),
    standing(words, { waiting, round, ready, left: leftSaid(words, refused, refusedFiles(files, every)) }),
    (waiting.revisions || waiting.files.length) && STUCK.includes(round.reason) ? el("p", {}, el("a", { href: "#/leave" }, words.say("floor_pages.take_along"))) : null,
    onUpdate ? updating(context) : null,
    post.briefing.writes ? el("a", { class: "button primary huge", href: "#/new" }, words.say("floor_pages.new_visitor")) : null,
    ...daysCard(context),
    odd.length ? tray(odd, words) : null,
    refused.length ? refusedTray(refused, context) : null,
    ...(post.briefing.writes || found.length ? visitors(found, where, words, post, files, cards) : []),
    unshown(all.filter((one) => !isShowable(one.document)), words),
    footOf(context),
  ];
}

function visitors(found, where, words, post, files, cards) {
  return [
    el("h2", {}, words.say("floor_pages.visitors"), el("span", { class: "count" }, String(found.length))),
    found.length ? el("ul", { class: "visitors" }, found.map((one) => lineOrNumber(one, where, words, post, files, cards[one.id]))) : empty(words),
  ];
}

// How things stand, in plain words; the page reads it out when it changes. `left` says what the office would not take: with
// such, not everything has been received.
function standing(words, { waiting, round, ready, left }) {
  const isDone = round.reason === "" && !waiting.revisions && !waiting.files.length;
  const [kind, ...said] = isDone && left.length ? ["warn", ...left] : told(words, waiting, round);
  const more = [waitingSaid(words, waiting), ...(round.hindrances ?? []).map((one) => words.of(one))].filter(Boolean);
  const works = el("p", { class: "small" }, words.say(ready ? "floor_pages.works_offline" : "floor_pages.not_yet_offline"));
  const lines = [...said, ...more].map((one) => el("p", {}, one));
  return el("div", { class: `standing ${kind}`, role: "status", "data-round": round.reason }, lines, works);
}

function leftSaid(words, notes, files) {
  if (!notes.length && !files.length) return [];
  const first = notes.length ? words.say("floor_pages.some_refused", { count: notes.length }) : words.say("floor_pages.words_received");
  return files.length ? [first, words.say("floor_pages.some_files_refused", { count: files.length })] : [first];
}

// Photos and memos that the office would not take, that nobody has taken along and nobody has taken back.
function refusedFiles(files, every) {
  const named = new Set(every.flatMap((one) => one.files.map((file) => file.digest)));
  return files.filter((one) => one.state === FILE_STATE.refused && !one.exported && named.has(one.digest));
}

function told(words, { revisions, files }, { reason }) {
  if (reason === "network") return [revisions || files.length ? "warn" : "info", words.say("floor_pages.offline")];
  if (reason === "intercepted") return [revisions || files.length ? "warn" : "info", words.say("floor_pages.intercepted")];
  if (reason === "unknown") return ["bad", words.say("floor_pages.open_link_again")];
  if (reason === "hindered") return ["bad", words.say("floor_pages.hindered")];
  if (reason === "refused") return ["bad", words.say("floor_pages.refused")];
  if (reason === "busy") return ["warn", words.say("floor_pages.busy")];
  if (reason === "looking") return ["info", words.say("floor_pages.looking")];
  if (revisions) return ["info", words.say("floor_pages.sending")];
  return files.length ? ["info", words.say("floor_pages.words_received")] : ["good", words.say("floor_pages.all_received")];
}

function tray(odd, words) {
  const lines = odd.map((one) => el("li", {}, one.reasons.map((each) => el("p", {}, words.of(each)))));
  return el(
    "section",
    { class: "card tray" },
    el("h2", {}, words.say("floor_pages.tray"), el("span", { class: "count" }, String(odd.length))),
    el("p", {}, words.say("floor_pages.tray_help")),
    el("ul", {}, lines),
  );
}

// A new version of the page waits since something stands on this phone alone.
function updating({ words, onUpdate }) {
  const now = el("button", { type: "button", class: "button", onclick: onUpdate }, words.say("floor_pages.update_now"));
  return el(
    "section",
    { class: "card stack", "data-update": true },
    el("p", {}, words.say("floor_pages.update_waits")),
    el("p", { class: "row" }, el("a", { class: "button quiet", href: "#/leave" }, words.say("floor_pages.take_along")), now),
  );
}

// Notes that the server would not take while it took others: why, and what can be done about it.
function refusedTray(refused, { words, onAgain }) {
  const why = (status) => words.say(REFUSED[status] ?? "floor_pages.refused_failed");
  const lines = refused.map(({ document, refused: { status } }) =>
    el("li", {}, el("p", {}, words.say("floor_pages.note_number", { number: numberOf(document) }), " ", why(status))),
  );
  const again = el("button", { type: "button", class: "button", onclick: onAgain }, words.say("floor_pages.try_again"));
  return el(
    "section",
    { class: "card tray", "data-refused": true },
    el("h2", {}, words.say("floor_pages.refused_tray"), el("span", { class: "count" }, String(refused.length))),
    el("p", {}, words.say("floor_pages.refused_help")),
    el("ul", {}, lines),
    el("p", { class: "row" }, again, el("a", { class: "button quiet", href: "#/leave" }, words.say("floor_pages.take_along"))),
  );
}

// What is kept and cannot be drawn takes nothing else along: it is told by its number.
function unshown(those, words) {
  if (!those.length) return null;
  return el("ul", { class: "visitors" }, those.map(({ document }) => notShown(words, numberOf(document))));
}

function notShown(words, number) {
  return el("li", {}, el("p", { class: "muted" }, words.say("floor_pages.note_number", { number }), " ", words.say("floor_pages.not_shown")));
}

function numberOf(document) {
  return String(document?.number ?? "?");
}

function lineOrNumber(report, where, words, ...more) {
  try {
    return line(report, where, words, ...more);
  } catch {
    return notShown(words, report.revisions.map((id) => numberOf(where.get(id)?.document)).join(", "));
  }
}

function line(report, where, words, post, files, card) {
  const context = { words, briefing: post.briefing };
  const one = (name) => {
    const field = words.fields.find((each) => each.name === name);
    return (report.fields[name] ?? []).map((said) => shownValue(field, said.value, context)).join(" / ");
  };
  const who = calledBy(one) || words.say("floor_pages.nameless");
  const what = [one("products"), one("next_step"), one("notes")].filter((said) => said && said !== who).join(" · ");
  const warmth = report.fields.warmth?.[0]?.value;
  const those = report.revisions.map((id) => where.get(id));
  const isSafe = those.every((each) => each.backedUp);
  const said = words.say(isSafe ? "floor_pages.state_backed_up" : SAID[stateOf(those.map((each) => each.state))]);
  return el(
    "li",
    { class: warmth ? `is-${warmth}` : "" },
    el(
      "a",
      { href: `#/r/${report.id}` },
      el("strong", {}, who),
      warmth ? el("span", { class: `mark ${warmth}` }, one("warmth")) : null,
      what ? el("span", { class: "what" }, what) : null,
      canTake(report, card) ? el("span", { class: "small card-read" }, words.say("floor_pages.card_read")) : null,
      el("span", { class: "small muted" }, words.time(report.begun), " · ", said, shotsIn(report, files, words)),
    ),
  );
}

// Who it is; where nobody knows, the first thing that tells this one from others.
function calledBy(one) {
  const together = (...names) => names.map(one).filter(Boolean);
  const [first = ""] = [
    together("person", "firm").join(" · "),
    ...together("title", "phone", "email", "messenger", "code", "products", "wants"),
    one("quantity") && together("quantity", "unit").join(" "),
    one("price") && together("price", "currency").join(" "),
  ].filter(Boolean);
  return first.length > SHORT && !one("person") && !one("firm") ? `${first.slice(0, SHORT)}…` : first;
}

function shotsIn(report, files, words) {
  if (!report.files.length) return null;
  const waits = files.some((one) => one.state === FILE_STATE.waiting && report.files.some((file) => file.digest === one.digest));
  return ` · ${filesSaid(words, report.files)}${waits ? `: ${words.say("floor_pages.file_waiting")}` : ""}`;
}

// The state of a report is that of its worst revision.
function stateOf(states) {
  return [STATE.attention, STATE.waiting, STATE.aside].find((one) => states.includes(one)) ?? STATE.received;
}

function empty(words) {
  return el("p", { class: "muted" }, words.say("floor_pages.no_visitors"));
}
