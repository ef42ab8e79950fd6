// Takes in what another phone of the firm exported: a file, or its codes as they were read.
import { OfOther, opened, takeInPackage } from "./carry.js";
import { Collector } from "./chain.js";
import { el } from "./dom.js";
import { scan } from "./scan.js";

// `taken` is called once something new was kept: it goes out from here.
export function takeInPage({ words, store, post, taken }) {
  const collector = new Collector();
  const told = el("p", { class: "standing info", role: "status", hidden: true });
  const tell = (kind, said) => {
    told.className = `standing ${kind}`;
    told.textContent = said;
    told.hidden = false;
  };
  const file = el("input", { type: "file", id: "export", accept: ".tearoad,application/json" });
  const digits = el("input", { id: "digits", inputmode: "numeric", autocomplete: "off", class: "address" });
  const codes = el("textarea", { id: "codes", rows: 4, oninput: () => readCodes(codes.value, collector, words, tell) });
  const left = () => (collector.isWhole ? "" : words.say(collector.count ? "floor_pages.codes_read" : "floor_pages.scan_hint", progress(collector)));
  const camera = async () => {
    await scan(words, (text) => {
      collector.feed(text);
      return left();
    });
    tellCodes(collector, words, tell);
  };
  const submit = async (event) => {
    event.preventDefault();
    try {
      const bytes = file.files.length ? new Uint8Array(await file.files[0].arrayBuffer()) : await whole(collector);
      if (!bytes) return tell("warn", words.say("floor_pages.take_in_nothing"));
      const { brought, of, odd } = await takeInPackage(store, post.phone, await opened(bytes, digits.value));
      const said = words.say("floor_pages.taken_in", { count: brought, of });
      if (odd) tell("warn", `${said} ${words.say("floor_pages.taken_in_odd", { count: odd })}`);
      else tell("good", said);
      await taken();
    } catch (error) {
      tell("bad", words.say(error instanceof OfOther ? "floor_pages.take_in_other" : "floor_pages.take_in_unread"));
    }
  };
  const field = (input, code) => el("div", { class: "field" }, el("label", { for: input.id }, words.say(code)), input);
  return [
    el("a", { class: "back", href: "#/" }, words.say("floor_pages.back")),
    el("h1", {}, words.say("floor_pages.take_in")),
    el("p", {}, words.say("floor_pages.take_in_help")),
    el(
      "form",
      { class: "stack report", onsubmit: submit, novalidate: true },
      field(file, "floor_pages.take_in_file"),
      el("button", { class: "button wide", type: "button", onclick: camera }, words.say("floor_pages.take_in_camera")),
      el("details", { class: "card" }, el("summary", {}, words.say("floor_pages.take_in_codes")), field(codes, "floor_pages.take_in_codes_help")),
      field(digits, "floor_pages.take_in_digits"),
      told,
      el("button", { class: "button primary wide" }, words.say("floor_pages.take_in_do")),
    ),
  ];
}

function readCodes(text, collector, words, tell) {
  for (const line of text.split("\n").filter((one) => one.trim())) collector.feed(line);
  tellCodes(collector, words, tell);
}

function tellCodes(collector, words, tell) {
  if (collector.count) tell(collector.isWhole ? "good" : "info", words.say("floor_pages.codes_read", progress(collector)));
}

function progress({ have, count }) {
  return { have, of: count };
}

async function whole(collector) {
  return collector.isWhole ? collector.bytes() : null;
}
