// What both sides say of a meeting on its day: late, waiting, not coming; and the question where the other side is.
// @reads tearoad.capture.web.answers.PlannedShown one known each
// @reads tearoad.capture.web.answers.NoticesAnswer told
// @reads tearoad.capture.web.answers.NoticeRefused refusal
// @reads tearoad.capture.web.answers.Briefing post.briefing briefing
import { el } from "./dom.js";
import { dayOf } from "./meetings.js";
import { byPhone, posted } from "./send.js";

// So long before a meeting begins nobody is waited for yet; the server keeps to the same.
const EARLY_MS = 5 * 60_000;

// What was said of a meeting, as this reader reads it.
export function noticesOf(one, words) {
  return (one.notices ?? []).map((said) => words.of(said));
}

// Meetings of today that are not over and of which somebody said something, each with the way to it.
export function noticesCard({ words, post, now }) {
  const day = dayOf(now, post.briefing.zone);
  const spoken = post.briefing.planned.filter((one) => one.notices?.length && one.starts.startsWith(day) && Date.parse(one.ends) > now);
  return spoken.map((one) => {
    // @reads tearoad.capture.web.answers.EntryShown {}
    const { time, title } = words.of(one.shown);
    const way = el("a", { href: `#/m/${encodeURIComponent(one.key)}` }, `${time} ${title}`);
    const lines = noticesOf(one, words).map((said) => el("p", {}, said));
    return el("section", { class: "standing warn stack", role: "status" }, el("p", {}, el("strong", {}, way)), lines);
  });
}

// What was said of one meeting, and the question where the other side is: while it can be asked, by who sits at the table.
export function whereOf(one, { words, post, now, refill }) {
  const lines = noticesOf(one, words).map((said) => el("p", { class: "standing warn" }, said));
  return [...lines, canAsk(one, post, now) ? question(one, words, post, refill) : null];
}

// The head of a meeting's page, which can be filled anew.
export async function headOf(partsOf) {
  const head = el("div", { class: "stack" });
  head.refill = async () => head.replaceChildren(...(await partsOf(head.refill)).flat().filter(Boolean));
  await head.refill();
  return head;
}

// Shows what was said of the meeting since its page was opened; what is being typed below is not touched.
export async function tellNew({ head, one }, briefing) {
  const known = briefing?.planned.find((each) => each.key === one.key);
  if (!head.isConnected || !known || JSON.stringify(known.notices) === JSON.stringify(one.notices)) return;
  Object.assign(one, { notices: known.notices, isOff: known.isOff });
  await head.refill();
}

function canAsk(one, post, now) {
  if (!one.report || !post.briefing.tells || one.isOff) return false;
  return Date.parse(one.starts) - EARLY_MS <= now && now < Date.parse(one.ends);
}

function question(one, words, post, refill) {
  const answer = el("div", { class: "stack", role: "status" });
  const button = el("button", { type: "button", class: "button", onclick: () => ask() }, words.say("floor_pages.where_are_you"));
  const ask = async () => {
    button.disabled = true;
    const told = await asked(one, post);
    button.disabled = false;
    if (told.notices) {
      Object.assign(one, { notices: told.notices, isOff: told.isOff });
      return refill();
    }
    const refusal = told;
    const why = refusal.refused?.map((said) => words.of(said)) ?? [words.say("floor_pages.where_not_sent")];
    answer.replaceChildren(...why.map((said) => el("p", { class: "standing bad" }, said)));
  };
  return el("div", { class: "stack" }, button, el("p", { class: "hint" }, words.say("floor_pages.where_help")), answer);
}

// What the office answers; nothing where there is no network, or somebody else answers in its place.
async function asked(one, post) {
  // @writes tearoad.capture.web.answers.Notice
  const sent = JSON.stringify({ meeting: one.key, say: "ask_where" });
  const answer = await posted("/floor/notice/", { by: byPhone(post), type: "application/json", sent }).catch(() => null);
  return answer?.isOwn ? answer.body : {};
}
