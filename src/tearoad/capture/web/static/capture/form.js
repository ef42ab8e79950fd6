// One report as a form: the first part is all that twenty seconds allow, the others fold out. Everything that is typed is
// kept while it is typed; leaving the form makes a revision of what was changed.
// @reads tearoad.capture.web.answers.WordField field
// @reads tearoad.capture.web.answers.Briefing context.briefing briefing
import { el } from "./dom.js";
import { change } from "./reports.js";
import { Gone } from "./store.js";

const PARTS = {
  meeting: "",
  first: "",
  person: "floor_pages.part_person",
  wants: "floor_pages.part_wants",
  next: "floor_pages.part_next",
};
const TYPES = { phone: "tel", email: "email" };

export function formOf(report, { words, briefing, wanted, typed, done, shots, offers }) {
  const values = { ...wanted };
  const put = (name, value) => {
    values[name] = value;
    typed(values);
  };
  const context = { words, briefing, fields: report.fields, earlier: report.earlier, values, put, offers };
  const shown = words.fields.filter((field) => isAsked(field, report, wanted));
  const parts = Object.entries(PARTS).map(([part, said]) => {
    const inputs = shown.filter((field) => field.part === part).map((field) => input(field, context));
    if (!inputs.length) return null;
    if (!said) return el("div", { class: "stack" }, shots.first, offers.notice, inputs, shots.below);
    const filled = shown.some((field) => field.part === part && (field.name in report.fields || wanted[field.name]?.length));
    const title = el("summary", {}, words.say(said));
    return el("details", { class: "card", open: filled }, title, el("div", { class: "stack" }, part === "person" ? offers.head : null, inputs));
  });
  const save = el("button", { class: "button primary wide", type: "submit" }, words.say("floor_pages.done"));
  const full = el("p", { class: "standing bad", role: "alert", hidden: true });
  const submit = async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      await done(changeOf(report, values, words));
    } catch (error) {
      // Not on the disk, so not kept: what was typed stays before the eyes until it is.
      save.disabled = false;
      full.textContent = words.say(error instanceof Gone ? "floor_pages.stopped_help" : "floor_pages.phone_full");
      full.hidden = false;
      full.scrollIntoView({ block: "center" });
    }
  };
  return el("form", { class: "stack report", onsubmit: submit, novalidate: true }, parts, full, el("p", { class: "bar" }, save));
}

// What became of a meeting is told by its own buttons, with a tap each; a code is shown where one was read.
function isAsked(field, report, wanted) {
  if (field.part === "meeting") return Boolean(report.meeting) && field.name !== "held";
  return field.part in PARTS && (field.name !== "code" || "code" in report.fields || "code" in wanted);
}

// What was typed, as it goes into a revision: { values, replaces }, or null where nothing was changed.
export function changeOf(report, typed, words) {
  const settled = {};
  const beside = [];
  for (const [name, written] of Object.entries(typed)) {
    const field = words.fields.find((one) => one.name === name);
    settled[name] = field.kind === "several" ? written : text(field, written);
    if (field.kind === "amount" && settled[name] === null) {
      // "About 500" is no number and must not be lost: it goes to what is wanted, under its name.
      beside.push(`${words.say(`capture.field_${name}`)}: ${written.trim()}`);
      delete settled[name];
    }
  }
  if (beside.length) settled.wants = [settled.wants ?? oneOf(report, "wants"), ...beside].filter(Boolean).join("\n");
  return change(report.fields, settled);
}

function text(field, written) {
  const plain = (written.toWellFormed?.() ?? written).replace(/[\x00-\x08\x0b-\x1f\x7f]/g, " ").trim();
  if (field.kind !== "amount") return field.kind === "lines" ? plain : plain.replace(/\n/g, " ");
  // A comma is a point on many keyboards; people set spaces between thousands.
  const amount = plain.replace(/[\s\u00a0']/g, "").replace(",", ".").replace(/^0+(?=\d)/, "");
  if (amount === "") return "";
  return /^\d{1,12}(\.\d{1,4})?$/.test(amount) && Number(amount) > 0 ? amount : null;
}

function oneOf(report, name) {
  return (report.fields[name] ?? []).map((one) => one.value).join("\n");
}

function input(field, context) {
  const said = context.fields[field.name] ?? [];
  if (said.length > 1 && !(field.name in context.values)) return undecided(field, said, context);
  const value = context.values[field.name] ?? said[0]?.value ?? (field.kind === "several" ? [] : "");
  if (field.kind === "several") return several(field, value, context);
  if (field.kind === "choice" || field.name === "owner" || field.name === "currency") return choice(field, value, context);
  return line(field, value, context);
}

// Two people wrote without having seen each other: all of it stands until one is chosen here, or written anew.
function undecided(field, said, context) {
  const { words } = context;
  const options = said.map(({ value }) => ({ value, shown: shownValue(field, value, context) }));
  const isText = field.kind === "lines" || (field.kind === "line" && field.name !== "owner");
  const anew = isText ? anewOf(field, said, context) : null;
  const group = chips(field, options, null, anew ? { ...context, put: anew.chosen } : context, "radio");
  group.classList.add("undecided");
  group.querySelector("legend").after(el("p", { class: "hint" }, words.say("floor_pages.undecided", { count: said.length })));
  if (anew) group.append(anew.part);
  return group;
}

// A text that takes the place of all that stands: it begins with every one of them, as far as the field has room.
function anewOf(field, said, context) {
  const { words } = context;
  const apart = field.kind === "lines" ? "\n" : " / ";
  const all = said.map(({ value }) => value).reduce((text, one) => {
    return text.length + apart.length + one.length > field.most ? text : `${text}${apart}${one}`;
  });
  const label = `${words.say(`capture.field_${field.name}`)}: ${words.say("floor_pages.write_anew")}`;
  const area = el("textarea", { rows: 4, "aria-label": label });
  const counted = countedIn(area, field, context);
  const part = el("div", { class: "field anew" });
  const begin = () => {
    for (const box of part.parentElement.querySelectorAll("input")) Object.assign(box, { checked: false }).dataset.on = "no";
    area.value = all;
    context.put(field.name, all);
    part.replaceChildren(area, counted);
    area.focus();
  };
  const button = el("button", { class: "button quiet", type: "button", onclick: begin }, words.say("floor_pages.write_anew"));
  part.append(button);
  const chosen = (name, value) => {
    part.replaceChildren(button);
    context.put(name, value);
  };
  return { part, chosen };
}

// A box for some lines takes whatever is pasted; below it stands when that is more than is kept.
function countedIn(area, field, { put, words }) {
  const told = el("p", { class: "hint", role: "status" });
  area.addEventListener("input", () => {
    const letters = [...area.value];
    const isLong = letters.length > field.most;
    told.textContent = isLong ? words.say("floor_pages.too_long", { found: letters.length, most: field.most }) : "";
    put(field.name, isLong ? letters.slice(0, field.most).join("") : area.value);
  });
  return told;
}

// What a text said before and says no more, folded in.
function earlierOf(field, { earlier, words }) {
  const before = earlier?.[field.name];
  if (!before || !["line", "lines"].includes(field.kind)) return null;
  const title = el("summary", {}, words.say("floor_pages.earlier", { count: before.length }));
  return el("details", { class: "earlier small" }, title, el("ul", {}, before.map((one) => el("li", {}, one))));
}

function several(field, value, context) {
  const known = context.briefing.products.map((one) => ({ value: one.value, shown: context.words.of(one.shown) }));
  const others = value.filter((one) => !known.some((each) => each.value === one)).map((one) => ({ value: one, shown: one }));
  return chips(field, [...known, ...others], value, context, "checkbox");
}

function choice(field, value, context) {
  const options = optionsOf(field, context);
  if (value && !options.some((one) => one.value === value)) options.push({ value, shown: value });
  if (options.length > 6) return select(field, options, value, context);
  return chips(field, options, value, context, "radio");
}

function optionsOf(field, { words, briefing }) {
  if (field.name === "owner") return briefing.owners.map((one) => ({ value: one.value, shown: words.of(one.shown) }));
  if (field.name === "currency") return briefing.currencies.map((one) => ({ value: one, shown: one }));
  return field.choices.map((one) => ({ value: one, shown: words.choice(field.name, one) }));
}

function chips(field, options, value, context, type) {
  const legend = el("legend", {}, context.words.say(`capture.field_${field.name}`));
  const boxes = options.map((option, place) => {
    const isOn = type === "checkbox" ? value.includes(option.value) : option.value === value;
    const box = el("input", { type, name: field.name, id: `${field.name}-${place}`, checked: isOn });
    box.addEventListener("change", () => chosen());
    // A choice that is tapped once more is taken back.
    box.addEventListener("click", () => {
      if (type === "radio" && box.dataset.on === "yes") {
        box.checked = false;
        chosen();
      }
    });
    return { box, option, label: el("label", { class: `chip ${field.name}-${option.value}`, for: box.id }, option.shown) };
  });
  const chosen = () => {
    for (const { box } of boxes) box.dataset.on = box.checked ? "yes" : "no";
    const on = boxes.filter(({ box }) => box.checked).map(({ option }) => option.value);
    context.put(field.name, type === "checkbox" ? [...on].sort() : (on[0] ?? ""));
  };
  for (const { box } of boxes) box.dataset.on = box.checked ? "yes" : "no";
  const row = el("div", { class: "chips" }, boxes.map(({ box, label }) => [box, label]).flat());
  return el("fieldset", { class: `chosen of-${field.name}` }, legend, row);
}

function select(field, options, value, context) {
  const list = el(
    "select",
    { id: field.name, onchange: () => context.put(field.name, list.value) },
    el("option", { value: "" }, "–"),
    options.map((one) => el("option", { value: one.value, selected: one.value === value }, one.shown)),
  );
  list.value = value;
  return labelled(field, list, context);
}

function line(field, value, context) {
  if (field.kind === "lines") {
    const area = el("textarea", { id: field.name, rows: 3, value });
    const counted = countedIn(area, field, context);
    return labelled(field, area, context, [context.offers.beside(field.name, area), counted, earlierOf(field, context)]);
  }
  const type = field.kind === "day" ? "date" : (TYPES[field.name] ?? "text");
  const numeric = field.kind === "amount" ? { inputmode: "decimal", autocomplete: "off" } : {};
  const made = el("input", {
    id: field.name,
    maxlength: field.most,
    type,
    ...numeric,
    value,
    oninput: () => context.put(field.name, made.value),
  });
  return labelled(field, made, context, [context.offers.beside(field.name, made), earlierOf(field, context)]);
}

function labelled(field, made, { words }, offer = null) {
  const label = el("label", { for: field.name }, words.say(`capture.field_${field.name}`));
  return el("div", { class: `field of-${field.name}` }, label, made, offer);
}

// What a field says, for people.
export function shownValue(field, value, { words, briefing }) {
  if (Array.isArray(value)) {
    const named = (one) => words.of(briefing.products.find((each) => each.value === one)?.shown) || one;
    return words.listed(value.map(named));
  }
  if (field.name === "owner") return words.of(briefing.owners.find((one) => one.value === value)?.shown) || value;
  return field.kind === "choice" ? words.choice(field.name, value) : value;
}
