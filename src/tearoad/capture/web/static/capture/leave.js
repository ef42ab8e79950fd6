// Leaving this phone: nothing goes from it that is not safe elsewhere. What is not can be sent now, or taken along in a file
// or as a chain of codes.
import { newDigits, packageOf, sealed } from "./carry.js";
import { framesOf } from "./chain.js";
import { el } from "./dom.js";
import { codeOf } from "./qr.js";
import { FILE_STATE, fileMayLeave, STATE } from "./store.js";
import { notesIn } from "./waiting.js";

const FRAME_MS = 900;

// `sendNow` makes a round, `left` is called once the phone has forgotten everything; without them only the export is there.
export async function leavePage({ words, store, post, sendNow = null, left = null }) {
  const part = el("div", { class: "stack" });
  const context = { words, store, post, part, sendNow, left };
  context.refresh = () => refresh(context);
  await context.refresh();
  return [
    left ? el("a", { class: "back", href: "#/" }, words.say("floor_pages.back")) : null,
    el("h1", {}, words.say(left ? "floor_pages.leave" : "floor_pages.take_along")),
    part,
  ];
}

async function refresh(context) {
  const { words, store, post, part, sendNow, left } = context;
  const mine = (await store.revisions(post.phone)).filter((one) => (one.own || one.author) && !one.exported);
  const unsent = notesIn(mine.filter((one) => one.state === STATE.waiting));
  const bare = notesIn(mine.filter((one) => one.state !== STATE.waiting && !one.backedUp));
  const files = (await store.files(post.phone)).filter((one) => !fileMayLeave(one));
  const unsentFiles = files.filter((one) => one.state !== FILE_STATE.received).length;
  const isUnsent = unsentFiles > 0 || mine.some((one) => one.state === STATE.waiting);
  const bareFiles = files.length - unsentFiles;
  const isHeld = mine.some((one) => one.state === STATE.waiting || !one.backedUp) || files.length > 0;
  const said = (kind, code, count) => el("p", { class: `standing ${kind}`, role: "status" }, words.say(code, { count }));
  part.replaceChildren(
    ...[
      left ? el("p", {}, words.say("floor_pages.leave_help")) : null,
      unsent ? said("warn", "floor_pages.leave_unsent", unsent) : null,
      unsentFiles ? said("warn", "floor_pages.leave_files_unsent", unsentFiles) : null,
      isUnsent && sendNow ? sending(context) : null,
      bare ? said("info", "floor_pages.leave_not_backed_up", bare) : null,
      bareFiles ? said("info", "floor_pages.leave_files_not_backed_up", bareFiles) : null,
      isHeld ? takeAlong(context) : said("good", "floor_pages.leave_safe"),
      left ? leaving(context, isHeld) : null,
    ].filter(Boolean),
  );
}

function sending({ words, sendNow, refresh: again }) {
  const send = async () => {
    button.disabled = true;
    await sendNow();
    await again();
  };
  const button = el("button", { type: "button", class: "button primary wide", onclick: send }, words.say("floor_pages.send_now"));
  return button;
}

function leaving({ words, store, post, left, refresh: again }, isHeld) {
  const leave = async () => {
    const made = await store.made(post.phone);
    // Something was written in another tab meanwhile: the page says so anew.
    if (await store.forget(post.phone)) await left(made);
    else await again();
  };
  const label = words.say("floor_pages.leave_do");
  const button = el("button", { type: "button", class: "button danger wide", disabled: isHeld, onclick: leave }, label);
  return el("div", { class: "stack" }, isHeld ? el("p", { class: "small muted" }, words.say("floor_pages.leave_first")) : null, button);
}

function takeAlong(context) {
  const { words } = context;
  const place = el("div", { class: "stack" });
  const choose = (make) => async () => place.replaceChildren(...(await exported(context, make)));
  const button = (code, make) => el("button", { type: "button", class: "button wide", onclick: choose(make) }, words.say(code));
  return el(
    "section",
    { class: "card stack" },
    el("h2", {}, words.say("floor_pages.take_along")),
    el("p", {}, words.say("floor_pages.take_along_help")),
    button("floor_pages.as_file", asFile),
    button("floor_pages.as_codes", asCodes),
    el("p", { class: "small muted" }, words.say("floor_pages.codes_without_files")),
    place,
  );
}

async function exported(context, make) {
  const { words, store, post, refresh: again } = context;
  const things = await packageOf(store, post.phone, make === asCodes ? { mostBytes: 0 } : {});
  const digits = newDigits();
  const bytes = await sealed(things, digits);
  const ids = things.revisions.map((one) => one.id);
  const digests = things.files.map((one) => one.digest);
  const done = async () => {
    await store.markExported(ids);
    await store.markFiles(post.phone, digests, { exported: true });
    await again();
  };
  const [shown, confirm] = await make(bytes, context);
  return [
    el("p", {}, words.say("floor_pages.digits_help")),
    el("p", { class: "digits" }, digits),
    ...shown,
    el("button", { type: "button", class: "button primary wide", onclick: done }, words.say(confirm)),
  ];
}

function asFile(bytes, { words, post }) {
  const href = URL.createObjectURL(new Blob([bytes], { type: "application/json" }));
  const name = `${post.party}-${post.briefing?.phone ?? ""}-${new Date().toISOString().slice(0, 10)}.tearoad`;
  const link = el("a", { class: "button wide", href, download: name }, words.say("floor_pages.save_file"));
  return [[link], "floor_pages.have_file"];
}

// The codes go by by themselves, unless somebody stops them or wants no motion.
async function asCodes(bytes, { words }) {
  const frames = await framesOf(bytes);
  const place = el("div", { class: "codes" });
  const told = el("p", { class: "small muted" });
  let at = 0;
  let timer = null;
  const show = async (number) => {
    at = (number + frames.length) % frames.length;
    told.textContent = words.say("floor_pages.code_of", { number: at + 1, of: frames.length });
    place.replaceChildren(await codeOf(frames[at], told.textContent));
  };
  const go = () => {
    timer = setInterval(() => (place.isConnected || !timer ? show(at + 1) : clearInterval(timer)), FRAME_MS);
    pause.textContent = words.say("floor_pages.codes_pause");
  };
  const halt = () => {
    clearInterval(timer);
    timer = null;
    pause.textContent = words.say("floor_pages.codes_go");
  };
  const button = (said, onclick) => el("button", { type: "button", class: "button", onclick }, said);
  const pause = button("", () => (timer ? halt() : go()));
  const step = (by) => () => {
    halt();
    return show(at + by);
  };
  await show(0);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) halt();
  else setTimeout(go);
  const row = el("div", { class: "row" }, button(words.say("floor_pages.code_before"), step(-1)), pause, button(words.say("floor_pages.code_next"), step(1)));
  return [[place, told, frames.length > 1 ? row : null].filter(Boolean), "floor_pages.have_codes"];
}
