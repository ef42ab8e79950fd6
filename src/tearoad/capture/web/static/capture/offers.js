// What the server read from a visitor's card, beside the fields in which nothing stands: a person takes it, or leaves it.
import { el } from "./dom.js";

// Whether there is something to take for a report.
export function canTake(report, card) {
  return Object.keys(card ?? {}).some((name) => !(name in report.fields));
}

// `cardOf` tells what was read, `leave` forgets it. Returns { notice, head, beside, refresh }: what stands on top of the
// form, on top of the fields, and the place beside each of them. Taking fills a field as if it had been typed.
export function offersOf({ words, cardOf, leave }) {
  const places = new Map();
  const see = el("button", { class: "button", type: "button", "data-see": true }, words.say("floor_pages.card_see"));
  const notice = el("div", { class: "standing info", role: "status", hidden: true }, el("p"), see);
  const all = el("button", { class: "button", type: "button", "data-take-all": true }, words.say("floor_pages.card_take_all"));
  const none = el("button", { class: "button quiet", type: "button", "data-leave": true }, words.say("floor_pages.card_leave"));
  const hint = el("p", { class: "hint" }, words.say("floor_pages.card_hint"));
  const head = el("div", { class: "stack tight", hidden: true }, hint, el("div", { class: "row" }, all, none));
  let card = {};

  function open() {
    return [...places].filter(([name, { made }]) => name in card && made.value === "");
  }

  function show() {
    const left = open();
    for (const [name, { made, place }] of places) {
      place.replaceChildren(...(left.some(([one]) => one === name) ? [taker(card[name], made)] : []));
    }
    notice.firstChild.textContent = words.say("floor_pages.card_can_be_taken", { count: left.length });
    // Folded out once, when there is something to see; who folds it in again is left alone.
    if (left.length && head.hidden) head.closest("details")?.setAttribute("open", "");
    notice.hidden = head.hidden = !left.length;
  }

  // @reads tearoad.capture.web.answers.CardField {}
  function taker({ value, confidence, sure }, made) {
    const said = words.say(sure ? "floor_pages.card_take" : "floor_pages.card_take_unsure", { value, confidence });
    return el("button", { class: `button take${sure ? "" : " unsure"}`, type: "button", onclick: () => take(made, value) }, said);
  }

  // The next one to take has the focus then, and no field: a field would bring the keyboard up.
  function take(made, value) {
    made.value = value;
    made.dispatchEvent(new Event("input"));
    const part = head.closest("details");
    (part.querySelector(".take") ?? part.querySelector("summary")).focus({ preventScroll: true });
  }

  function beside(name, made) {
    const place = el("div", { class: "offer" });
    places.set(name, { made, place });
    made.addEventListener("input", show);
    return place;
  }

  async function refresh() {
    const read = await cardOf();
    if (JSON.stringify(read) === JSON.stringify(card)) return;
    card = read;
    show();
  }

  see.addEventListener("click", () => {
    const part = head.closest("details");
    part.open = true;
    part.scrollIntoView({ block: "start" });
    part.querySelector("summary").focus({ preventScroll: true });
  });
  all.addEventListener("click", () => {
    for (const [name, { made }] of open()) take(made, card[name].value);
  });
  none.addEventListener("click", async () => {
    await leave();
    await refresh();
  });
  refresh();
  return { notice, head, beside, refresh };
}
