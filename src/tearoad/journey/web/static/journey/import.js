// The page of an import: a cell becomes a field where it stands, what is entered is sent at once, and the page is shown
// anew when it is read. Nothing that was entered and not sent is lost by that. Without this script a button sends all.

// @reads tearoad.journey.web.answers.MendAnswer mended
// @reads tearoad.journey.web.answers.MendClash clash
const WATCH_MS = 700;
const state = () => document.getElementById("import-state");
const form = () => document.getElementById("import-form");
const token = () => document.querySelector('meta[name="csrf-token"]').content;

function prepare() {
  for (const one of document.querySelectorAll("#import-form .by-script")) one.hidden = false;
  for (const one of document.querySelectorAll("#import-form .by-form")) one.hidden = true;
  for (const cell of document.querySelectorAll("#import-form td[data-name]")) {
    if (!cell.querySelector("[data-cell]")) cell.tabIndex = 0;
  }
}

/** Let a cell be filled in where it stands. */
function open(cell) {
  if (!cell || cell.querySelector("[data-cell]")) return;
  const text = cell.textContent.trim();
  const field = Object.assign(document.createElement("input"), { name: cell.dataset.name, id: cell.dataset.name, value: text, defaultValue: text });
  field.dataset.cell = "";
  field.dataset.fresh = "";
  field.setAttribute("aria-label", `${cell.dataset.label} ${cell.parentElement.querySelector("th").textContent.trim()}`);
  const was = Object.assign(document.createElement("input"), { type: "hidden", name: `was-${field.name}`, value: text });
  cell.removeAttribute("tabindex");
  cell.replaceChildren(field, was);
  field.focus();
  field.select();
}

/** Put back a cell in which nothing was changed. */
function close(field) {
  const cell = field.closest("td[data-name]");
  if (!cell || cell.querySelector(".remark") || field.dataset.sent || field.value !== field.defaultValue || !("fresh" in field.dataset)) return;
  cell.replaceChildren(field.defaultValue);
  cell.tabIndex = 0;
}

let sending = Promise.resolve();

/** Send one field by itself; what came before it goes first. */
function send(field) {
  const body = new URLSearchParams({ [field.name]: field.value });
  const was = form().querySelector(`[name="was-${field.name}"]`);
  if (was) {
    body.set(was.name, was.value);
    was.value = field.value; // whoever goes on typing here meets nobody but others
  }
  field.dataset.sent = field.value;
  const again = async () => {
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    const answer = await fetch(form().dataset.mend, { method: "POST", body, headers, keepalive: true }).catch(() => null);
    if (!answer || answer.status >= 500) return new Promise((done) => setTimeout(() => done(again()), 3000));
    const mended = answer.ok ? await answer.json() : {};
    const clash = mended.clashes?.[0];
    if (clash) tell(field.name, clash);
    else if (answer.ok) watch();
    else location.reload();
  };
  sending = sending.then(again);
}

/** Say at a cell that somebody else was faster; what was typed stays in its field, and sent again it holds. */
function tell(name, clash) {
  const cell = document.querySelector(`td[data-name="${name}"]`);
  open(cell);
  const field = form().elements.namedItem(name);
  const was = form().querySelector(`[name="was-${name}"]`);
  if (!(field instanceof HTMLElement)) return location.reload();
  if (was) was.value = clash.now;
  delete field.dataset.sent;
  const said = Object.assign(document.createElement("p"), { className: "small remark bad", textContent: clash.text });
  said.setAttribute("role", "alert");
  field.parentElement.querySelector(".clash")?.remove();
  said.classList.add("clash");
  field.parentElement.append(said);
}

let watching = 0;

/** Look until the sheets are read, then show them. */
function watch() {
  clearTimeout(watching);
  watching = setTimeout(async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return watch();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("import-state");
    if (!fresh || fresh.querySelector("progress") || "again" in fresh.dataset) return watch();
    show(fresh);
  }, WATCH_MS);
}

/** Put the page in the place of what is shown; fields that were changed and not sent keep what they say. */
function show(fresh) {
  const at = document.activeElement;
  const kept = [...(form()?.elements ?? [])].filter((one) => one.name && isChanged(one));
  const scrolled = document.querySelector("#import-form .scroll")?.scrollLeft ?? 0;
  const here = at?.name || at?.dataset?.name || "";
  state().replaceWith(document.adoptNode(fresh));
  prepare();
  for (const one of kept) {
    const cell = document.querySelector(`td[data-name="${one.name}"]`);
    if (cell) open(cell);
    const now = form().elements.namedItem(one.name);
    if (!(now instanceof HTMLElement)) continue;
    if (one.type === "checkbox") now.checked = one.checked;
    else now.value = one.value;
  }
  const scroll = document.querySelector("#import-form .scroll");
  if (scroll) scroll.scrollLeft = scrolled;
  const focus = here && (form()?.elements.namedItem(here) ?? document.querySelector(`td[data-name="${here}"]`));
  if (focus instanceof HTMLElement) focus.focus({ preventScroll: true });
}

function isChanged(one) {
  if (one.type === "hidden" || one.type === "submit" || one.dataset.sent === one.value) return false;
  if (one.type === "checkbox") return one.checked !== one.defaultChecked;
  if (one.tagName === "SELECT") return ![...one.options].some((o) => o.selected && o.defaultSelected) && one.selectedIndex > 0;
  return one.value !== one.defaultValue;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("a, button, input, select")) open(event.target.closest("#import-form td[data-name]"));
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("#import-form td [data-cell]")) close(event.target);
});
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("#import-form td[data-name]");
  if (!cell) return;
  const isField = event.target.matches("[data-cell]");
  if (event.key === "Enter" && !isField) {
    event.preventDefault();
    open(cell);
  } else if (event.key === "Enter") {
    event.preventDefault(); // not the whole form: the cell alone is sent, when it is left
    const below = cell.parentElement.nextElementSibling?.querySelector(`td:nth-child(${cell.cellIndex + 1})`);
    event.target.blur();
    (below?.querySelector("[data-cell]") ?? below)?.focus();
  } else if (event.key === "Escape" && isField) {
    event.target.value = event.target.defaultValue;
    event.target.blur();
    cell.focus();
  }
});
document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches?.("#import-form [data-cell], #import-form [data-at-once]")) return;
  if (field.tagName === "SELECT" || field.value !== field.defaultValue) send(field);
});

prepare();
if (state() && "again" in state().dataset) watch();
