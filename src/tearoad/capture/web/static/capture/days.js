// One's own days on the phone: what comes next, whom nobody has seen yet, what has changed, one meeting with its buttons.
// @reads tearoad.capture.web.answers.Briefing post.briefing
// @reads tearoad.capture.web.answers.PlannedShown one was next
// @reads tearoad.capture.web.answers.EntryShown shown
import { el } from "./dom.js";
import { HELD, byDay, changesOf, dayOf, placed, unsaid } from "./meetings.js";
import { noticesCard, noticesOf, whereOf } from "./where.js";

const ANSWERS = {
  started: "floor_pages.answer_started",
  late: "floor_pages.answer_late",
  no_show: "floor_pages.answer_no_show",
};
const CHANGES = {
  new: "floor_pages.change_new",
  moved: "floor_pages.change_moved",
  altered: "floor_pages.change_altered",
  gone: "floor_pages.change_gone",
};
const TONE = { kept: "good", started: "good", no_show: "bad", late: "warn", moved: "info" };

// What a report says of its meeting; several where two people wrote different things.
export function heldIn(reports) {
  const found = new Map(reports.map((report) => [report.id, (report.fields.held ?? []).map((said) => said.value)]));
  return (report) => (found.get(report) ?? []).filter(Boolean);
}

// What the first page says of the days: what has changed, who is late, and the way to all of it.
export function daysCard(context) {
  const { words, post, now } = context;
  const { planned } = post.briefing;
  if (!planned.length) return [];
  const today = planned.filter((one) => one.starts.startsWith(dayOf(now, post.briefing.zone)));
  const next = placed(planned, now).find(({ when }) => when === "now" || when === "next")?.one;
  const title = today.length ? words.say("floor_pages.today", { count: today.length }) : words.say("floor_pages.days");
  const line = next ? `${shortTime(next, context)} ${said(next, words).title}` : words.say("floor_pages.all_over");
  return [
    ...changed(context),
    ...noticesCard(context),
    ...late(context),
    el("a", { class: "button huge days", href: "#/days" }, el("strong", {}, title), el("span", { class: "small" }, line)),
  ];
}

// Every day with everything on it, the next one on top.
export function daysPage(context) {
  const { words, post, now } = context;
  const whens = new Map(placed(post.briefing.planned, now).map(({ one, when }) => [one, when]));
  const next = [...whens].find(([, when]) => when === "now" || when === "next")?.[0];
  const opened = next?.starts.slice(0, 10) ?? dayOf(now, post.briefing.zone);
  return [
    ...changed(context),
    ...noticesCard(context),
    ...late(context),
    next ? el("section", { class: "next stack" }, el("h2", {}, words.say("floor_pages.comes_next")), entry(next, context, whens)) : null,
    ...byDay(post.briefing.planned).map(({ day, those }) => {
      const list = el("ul", { class: "visitors" }, those.map((one) => el("li", {}, entry(one, context, whens))));
      const title = el("summary", {}, words.day(day), el("span", { class: "count" }, String(those.length)));
      return el("details", { class: "card", open: day === opened }, title, list);
    }),
  ];
}

// One meeting or item: everything the day sheet says of it, and what became of it at a tap.
export function meetingHead(one, context, onHeld) {
  const { words, post, held } = context;
  const shown = said(one, words);
  const where = [shown.place, shown.badge, shown.way].filter(Boolean).join(" · ");
  const home = shown.home ? el("span", { class: "muted" }, ` (${shown.home})`) : null;
  return [
    el("p", { class: "when" }, el("strong", {}, `${words.day(one.starts.slice(0, 10))}, ${shown.time}`), home),
    el("h1", {}, shown.title),
    shown.people.map((person) => el("p", { class: "muted" }, person)),
    whereOf(one, context),
    facts([[words.say("floor_pages.where"), where], ...shown.help]),
    one.report && post.briefing.writes ? buttons(words, held(one.report), onHeld) : null,
    facts(shown.lines),
  ];
}

function facts(lines) {
  const told = lines.filter(([, text]) => text);
  return el("dl", { class: "facts" }, told.map(([label, text]) => [el("dt", {}, label), el("dd", {}, called(text))]).flat());
}

// A telephone number in a text is there to be pressed.
function called(text) {
  return text.split(/(\+\d[\d ()-]{6,}\d)/).map((part, place) => {
    return place % 2 ? el("a", { href: `tel:${part.replace(/[^+\d]/g, "")}` }, part) : part;
  });
}

function buttons(words, now, onHeld) {
  const each = HELD.map((value) => {
    const on = now.includes(value);
    const attributes = { type: "button", class: `button ${on ? TONE[value] : ""}`, "aria-pressed": String(on) };
    return el("button", { ...attributes, onclick: () => onHeld(on && now.length === 1 ? "" : value) }, words.choice("held", value));
  });
  const two = now.length > 1 ? el("p", { class: "hint" }, words.say("floor_pages.undecided", { count: now.length })) : null;
  const group = { class: "held", role: "group", "aria-label": words.say("capture.field_held") };
  return el("div", { class: "stack" }, two, el("div", group, each));
}

// An entry of a list, which opens the whole of it.
function entry(one, context, whens) {
  const { words, held } = context;
  const shown = said(one, words);
  const became = one.report ? held(one.report) : [];
  const mark = became.length
    ? el("span", { class: `mark ${TONE[became[0]]}` }, became.map((value) => words.choice("held", value)).join(" / "))
    : whens.get(one) === "now"
      ? el("span", { class: "mark info" }, words.say("floor_pages.now"))
      : null;
  return el(
    "a",
    { href: `#/m/${encodeURIComponent(one.key)}`, class: `planned is-${whens.get(one)}` },
    el("strong", {}, `${shown.time}  ${shown.title}`),
    mark,
    el("span", { class: "small" }, [shown.place, shown.badge].filter(Boolean).join(" · ")),
    noticesOf(one, words).map((told) => el("span", { class: "mark warn" }, told)),
    shown.help.length ? el("span", { class: "small muted" }, shown.help.map(([label, text]) => `${label}: ${text}`).join("; ")) : null,
  );
}

// Meetings whose time has come ten minutes ago, and nobody has said anything: three answers, one tap.
function late(context) {
  const { words, post, now, held, onHeld } = context;
  if (!post.briefing.writes) return [];
  return unsaid(post.briefing.planned, (report) => held(report).length, now).map((one) => {
    const answers = Object.entries(ANSWERS).map(([value, code]) =>
      el("button", { type: "button", class: "button", onclick: () => onHeld(one, value) }, words.say(code)),
    );
    const asked = words.say("floor_pages.nobody_yet", { who: said(one, words).title, at: said(one, words).time });
    return el("section", { class: "standing warn stack", role: "status" }, el("p", {}, el("strong", {}, asked)), el("div", { class: "row" }, answers));
  });
}

// What is not as somebody saw it last, until they say that they have seen it.
function changed({ words, post, now, onSeen }) {
  const found = changesOf(post.seen, post.briefing.planned, now);
  if (!found.length) return [];
  const lines = found.map(({ kind, one, was }) => {
    const before = kind === "moved" ? ` (${words.say("floor_pages.was", { time: `${words.day(was.starts.slice(0, 10))}, ${said(was, words).time}` })})` : "";
    const where = kind === "altered" || kind === "new" ? ` · ${said(one, words).place}` : "";
    const when = `${words.day(one.starts.slice(0, 10))}, ${said(one, words).time}`;
    return el("li", {}, el("strong", {}, words.say(CHANGES[kind])), ` ${when} ${said(one, words).title}${where}${before}`);
  });
  const seen = el("button", { type: "button", class: "button", onclick: onSeen }, words.say("floor_pages.seen"));
  return [
    el("section", { class: "standing warn stack", role: "status" }, el("p", {}, el("strong", {}, words.say("floor_pages.plan_changed"))), el("ul", {}, lines), el("p", {}, seen)),
  ];
}

function shortTime(one, { words, post, now }) {
  const day = one.starts.slice(0, 10);
  const start = said(one, words).time.split("–")[0];
  return day === dayOf(now, post.briefing.zone) ? start : `${words.day(day)}, ${start}`;
}

function said(one, words) {
  return words.of(one.shown);
}
