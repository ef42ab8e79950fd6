// Opened by somebody's link: makes this phone known, tells whether the browser can keep anything, and goes on to the page.
// @reads tearoad.capture.web.answers.EnrolmentAnswer answer.body
import { el } from "./dom.js";
import { newId, newSecret } from "./ids.js";
import { hasAll, isInsideApp, JUST_OPENED, tried } from "./browser.js";
import { forgetStopped } from "./locked.js";
import { aheadBy } from "./outbox.js";
import { byPhone, posted } from "./send.js";
import { Locked, openStore } from "./store.js";

const place = document.querySelector("[data-enrol]");
const { enrol, mission, party, language, before: wasOpened } = place.dataset;

async function start() {
  const store = await opened();
  if (!store) return;
  const known = (await store.posts()).find((one) => one.mission === mission && one.party === party);
  const { phone, secret } = known ?? { phone: newId(), secret: newSecret() };
  // @writes tearoad.capture.web.answers.Enrolment
  const told = JSON.stringify({ phone, secret, device: device() });
  const by = byPhone({ phone, secret });
  const answer = await posted(enrol, { by, type: "application/json", sent: told, credentials: "same-origin" });
  if (answer.isOwn && answer.status === 409 && known) {
    // Stopped by the office. What this phone still holds is handed over by its own page; then it forgets.
    return location.replace("/floor/");
  }
  if (!answer.isOwn || answer.status !== 200) throw new Error(`enrol ${answer.status}`);
  const { briefing, clock } = answer.body;
  await store.putPost(phone, { secret, mission, party, opened: new Date().toISOString() });
  if (!known) await store.takeIn(phone, { briefing, since: 0, era: "", ahead: aheadBy(clock, Date.now()) }, []);
  if (!(await store.setting("language"))) await store.set("language", language);
  location.replace(`/floor/${JUST_OPENED}`);
}

// The store; nothing where it cannot be had: the page then tells why, and the way on.
async function opened() {
  if (isInsideApp(navigator.userAgent) || !hasAll()) return showWayOut();
  try {
    const { database, before } = await tried();
    // A cookie says that the link was opened in this browser, which knows nothing of it any more.
    if (wasOpened && !before) await new Promise(showForgotten);
    return await openStore(database).catch((error) => unlocked(database, error));
  } catch {
    return showWayOut();
  }
}

function showForgotten(goOn) {
  showWayOut();
  place.querySelector("[data-forgotten]").hidden = false;
  const button = place.querySelector("[data-go-on]");
  button.hidden = false;
  button.addEventListener("click", () => {
    place.querySelector("[data-way-out]").hidden = true;
    goOn();
  });
}

// Behind a PIN nothing can be kept before it is typed, not even who the phone is.
async function unlocked(database, error) {
  if (!(error instanceof Locked)) throw error;
  await forgetStopped(database);
  if (!(await database.all("posts")).length) return openStore(database);
  const form = place.querySelector("[data-locked]");
  const opening = place.querySelector("[data-opening]");
  form.hidden = false;
  opening.hidden = true;
  form.querySelector("input").focus();
  for (;;) {
    const pin = await new Promise((resolve) => {
      form.onsubmit = (event) => {
        event.preventDefault();
        resolve(form.querySelector("input").value);
      };
    });
    try {
      const store = await openStore(database, pin);
      form.hidden = true;
      opening.hidden = false;
      return store;
    } catch (wrong) {
      if (!(wrong instanceof Locked)) throw wrong;
      form.querySelector("[data-wrong]").hidden = false;
    }
  }
}

function device() {
  const kinds = { android: /Android/, iphone: /iPhone/, ipad: /iPad/, computer: /Windows|Macintosh|X11|CrOS/ };
  return Object.keys(kinds).find((one) => kinds[one].test(navigator.userAgent)) ?? "";
}

function showWayOut() {
  place.querySelector("[data-way-out]").hidden = false;
  place.querySelector("[data-opening]").hidden = true;
  const copy = place.querySelector("[data-copy]");
  const address = el("input", { value: location.href, readonly: true, class: "address", "aria-label": copy.textContent });
  copy.before(address);
  copy.addEventListener("click", async () => {
    address.select();
    await navigator.clipboard?.writeText(location.href).catch(() => {});
    copy.nextElementSibling.hidden = false;
  });
}

start().catch(() => {
  place.querySelector("[data-failed]").hidden = false;
  place.querySelector("[data-opening]").hidden = true;
});
