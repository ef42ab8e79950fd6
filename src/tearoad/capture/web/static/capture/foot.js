// Below the visitors: which phone this is, whether it keeps what is on it, the languages, and what is rarely needed.
// @reads tearoad.capture.web.answers.Briefing post.briefing
import { el } from "./dom.js";
import { roomSaid } from "./room.js";
import { LANGUAGES } from "./words.js";

export function footOf({ words, post, language, onLanguage, room, hasPin }) {
  const buttons = Object.entries(LANGUAGES).map(([tag, name]) =>
    el("button", { type: "button", class: "button", lang: tag, "aria-pressed": String(tag === language), onclick: () => onLanguage(tag) }, name),
  );
  const way = (place, said) => el("a", { class: "button quiet", href: `#/${place}` }, words.say(said));
  return el(
    "footer",
    { class: "foot stack" },
    el("p", { class: "small muted" }, words.say(post.briefing.writes ? "floor_pages.phone_number" : "floor_pages.own_phone", { number: post.briefing.phone })),
    roomSaid(words, room),
    el("div", { class: "row" }, buttons),
    el(
      "nav",
      { class: "ways", "aria-label": words.say("floor_pages.more_ways") },
      way("pin", hasPin ? "floor_pages.pin_change" : "floor_pages.pin_set"),
      way("take-in", "floor_pages.take_in"),
      way("leave", "floor_pages.leave"),
    ),
  );
}
