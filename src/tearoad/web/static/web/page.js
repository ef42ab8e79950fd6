// What a page does beyond its links and forms. Nothing here is needed to read or to save; every part has a plain way.

/** Send the token that proves a change was asked for by our own page. */
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

// @reads tearoad.web.errors.ErrorAnswer refusal -code
/** Show what the server could not do, with what to do about it, where screen readers hear it. */
document.addEventListener("htmx:responseError", (event) => {
  const region = document.getElementById("messages");
  let refusal;
  try {
    refusal = JSON.parse(event.detail.xhr.responseText);
  } catch {
    return;
  }
  if (!region || !refusal.message) return;
  const notice = document.createElement("div");
  notice.className = "notice bad";
  for (const sentence of [refusal.message, refusal.hint, ...(refusal.problems ?? [])].filter(Boolean)) {
    const line = document.createElement("p");
    line.textContent = sentence;
    notice.append(line);
  }
  region.replaceChildren(notice);
});

/** A second click sends a form no second time (the server works once all the same); after going back it can be sent. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 2000); // a download leaves the page standing
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/** A menu closes where a reader expects it: by Escape, and by a click beside it. */
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

/** What scrolls can be scrolled by keyboard, in browsers that do not see to it themselves. */
function reachScrolled() {
  for (const region of document.querySelectorAll(".scroll, .board")) {
    if (region.scrollWidth > region.clientWidth) region.tabIndex = 0;
  }
}
reachScrolled();
document.fonts?.ready.then(reachScrolled); // a font that comes late makes a table wider
addEventListener("resize", reachScrolled);

/** Of a row of tabs wider than the screen, the one that is open is seen. */
for (const current of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = current.closest(".tabs");
  tabs.scrollLeft = current.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}

/** What was typed outlives a change of language or theme: it is put back into the same fields, then forgotten. */
const KEPT = "typed";
const fields = () => [...document.querySelectorAll("main form :is(input, select, textarea)")].filter(
  (one) => one.name && !["hidden", "file", "password", "submit"].includes(one.type),
);
const isChecked = (one) => ["checkbox", "radio"].includes(one.type);
const stateOf = (one) => {
  if (isChecked(one)) return one.checked;
  return one.multiple ? [...one.options].map((option) => option.selected) : one.value;
};
const shownAtFirst = new Map(fields().map((one) => [one, JSON.stringify(stateOf(one))]));
for (const choice of document.querySelectorAll("form:has(> .choice)")) {
  choice.addEventListener("submit", () => {
    const typed = fields().map((one) => (JSON.stringify(stateOf(one)) === shownAtFirst.get(one) ? null : stateOf(one)));
    if (typed.some((one) => one !== null)) {
      sessionStorage.setItem(KEPT, JSON.stringify({ at: location.pathname, names: fields().map((one) => one.name), typed }));
    }
  });
}
const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
sessionStorage.removeItem(KEPT);
if (kept?.at === location.pathname && kept.names.join() === fields().map((one) => one.name).join()) {
  fields().forEach((one, index) => {
    const was = kept.typed[index];
    if (was === null) return;
    if (isChecked(one)) one.checked = was;
    else if (one.multiple) [...one.options].forEach((option, number) => (option.selected = was[number] ?? false));
    else one.value = was;
  });
}
