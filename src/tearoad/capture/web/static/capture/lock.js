// The PIN, for who wants one: asked when the page opens, and after it was out of sight for five minutes.
import { el } from "./dom.js";
import { WrongPin } from "./seal.js";
import { countUnsent, wipe } from "./locked.js";

export const HIDDEN_MS = 300_000;
const SHORTEST = 4;
const LONGEST = 64;
// What is said of notes, of photos and memos, and of texts that were begun.
const HELD_BACK = ["floor_pages.pin_holds_back", "floor_pages.pin_holds_back_files", "floor_pages.pin_holds_back_begun"];
const COSTS = ["floor_pages.pin_costs", "floor_pages.pin_costs_files", "floor_pages.pin_costs_begun"];

// Shows the question in `show` and returns what is typed; `last` tells whether the one before was wrong, and how long to wait.
export async function askPin({ words, database, show, last }) {
  const unsent = await countUnsent(database);
  const isStopped = (await database.all("posts")).some((one) => one.isStopped);
  const wait = Math.ceil((last.until - Date.now()) / 1000);
  const said = wait > 0 ? words.say("floor_pages.pin_wait", { count: Math.ceil(wait / 60) }) : words.say("floor_pages.pin_wrong");
  return new Promise((resolve) => {
    const pin = pinInput("pin");
    const submit = (event) => {
      event.preventDefault();
      if (pin.value) resolve(pin.value);
    };
    const form = el(
      "form",
      { class: "stack report", onsubmit: submit, novalidate: true },
      last.isWrong || wait > 0 ? el("p", { class: "standing bad", role: "alert" }, said) : null,
      labelled(pin, words.say("floor_pages.pin")),
      el("button", { class: "button primary wide" }, words.say("floor_pages.pin_open")),
    );
    const stopped = isStopped ? el("p", { class: "standing bad" }, words.say("floor_pages.stopped_locked")) : null;
    const held = counted(words, unsent, HELD_BACK).map((said) => el("p", { class: "standing warn" }, said));
    show(el("h1", {}, words.say("floor_pages.pin_ask")), stopped, ...held, form, forgotten(words, database, unsent));
    pin.focus();
  });
}

// A sentence for each kind of thing that stands on this phone alone.
function counted(words, { notes, files, begun }, codes) {
  const those = [notes, files, begun].map((count, place) => count && words.say(codes[place], { count }));
  return those.filter(Boolean);
}

// Who has lost the PIN cannot read what is here. It is deleted only when a person says so, knowing all that it costs.
function forgotten(words, database, unsent) {
  const sure = el("input", { type: "checkbox", id: "sure" });
  const button = el("button", { type: "button", class: "button danger", disabled: true }, words.say("floor_pages.pin_begin_anew"));
  sure.addEventListener("change", () => {
    button.disabled = !sure.checked;
  });
  button.addEventListener("click", async () => {
    await wipe(database);
    location.reload();
  });
  const costs = counted(words, unsent, COSTS);
  const said = costs.length ? costs : [words.say("floor_pages.pin_costs_nothing")];
  const cost = said.map((one) => el("p", {}, el("strong", {}, one)));
  return el(
    "details",
    { class: "card" },
    el("summary", {}, words.say("floor_pages.pin_forgotten")),
    el("div", { class: "stack" }, el("p", {}, words.say("floor_pages.pin_forgotten_help")), ...cost, el("p", { class: "row" }, sure, el("label", { for: "sure" }, words.say("floor_pages.pin_sure"))), button),
  );
}

// Sets, changes or takes away the PIN; `done` is called when it is.
export function pinPage({ words, store, hasPin, done }) {
  const told = el("p", { class: "standing bad", role: "alert", hidden: true });
  const old = pinInput("old-pin");
  const first = pinInput("new-pin");
  const again = pinInput("again-pin");
  const put = async (pin) => {
    const wrong = (code) => {
      told.textContent = words.say(code, { least: SHORTEST });
      told.hidden = false;
    };
    if (pin !== "" && pin.length < SHORTEST) return wrong("floor_pages.pin_short");
    if (pin !== "" && pin !== again.value) return wrong("floor_pages.pin_differs");
    try {
      await store.setPin(old.value, pin);
    } catch (error) {
      if (!(error instanceof WrongPin)) throw error;
      return wrong("floor_pages.pin_wrong");
    }
    return done();
  };
  const submit = (event) => {
    event.preventDefault();
    if (first.value) return put(first.value);
  };
  return [
    el("a", { class: "back", href: "#/" }, words.say("floor_pages.back")),
    el("h1", {}, words.say(hasPin ? "floor_pages.pin_change" : "floor_pages.pin_set")),
    el("p", {}, words.say("floor_pages.pin_help")),
    el("p", { class: "standing warn" }, words.say("floor_pages.pin_warning")),
    el(
      "form",
      { class: "stack report", onsubmit: submit, novalidate: true },
      hasPin ? labelled(old, words.say("floor_pages.pin_old")) : null,
      labelled(first, words.say("floor_pages.pin_new")),
      labelled(again, words.say("floor_pages.pin_again")),
      told,
      el("button", { class: "button primary wide" }, words.say("floor_pages.pin_keep")),
      hasPin ? el("button", { type: "button", class: "button wide", onclick: () => put("") }, words.say("floor_pages.pin_remove")) : null,
    ),
  ];
}

function pinInput(id) {
  return el("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", maxlength: LONGEST });
}

function labelled(input, label) {
  return el("div", { class: "field" }, el("label", { for: input.id }, label), input);
}
