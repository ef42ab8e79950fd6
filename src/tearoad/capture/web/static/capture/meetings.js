// What is planned, as the phone counts it: which comes next, who is late, what has changed since somebody looked.
// @reads tearoad.capture.web.answers.PlannedShown one was
const LATE_MS = 10 * 60_000;
// So long after its end a meeting of which nothing was said is still asked about.
const ASKED_MS = 60 * 60_000;

export const HELD = ["started", "kept", "no_show", "late", "moved"];

// Where a thing stands now: "past", "now", "next" or "later"; `next` is the first that has not begun.
export function placed(planned, now) {
  const next = planned.find((one) => Date.parse(one.starts) > now);
  return planned.map((one) => {
    if (Date.parse(one.ends) <= now) return { one, when: "past" };
    if (Date.parse(one.starts) <= now) return { one, when: "now" };
    return { one, when: one === next ? "next" : "later" };
  });
}

// Meetings that began ten minutes ago or more and of which nobody has said anything yet.
export function unsaid(planned, saidOf, now) {
  return planned.filter((one) => {
    const since = now - Date.parse(one.starts);
    return one.report && since >= LATE_MS && now - Date.parse(one.ends) < ASKED_MS && !saidOf(one.report);
  });
}

// What is not as it was: [{ kind: "new" | "moved" | "altered" | "gone", one, was }]; what is over is not told any more.
export function changesOf(before, after, now) {
  const old = new Map((before ?? []).map((one) => [one.key, one]));
  const found = [];
  for (const one of after) {
    const was = old.get(one.key);
    old.delete(one.key);
    const kind = kindOf(was, one);
    if (kind && Date.parse(one.ends) > now) found.push({ kind, one, was });
  }
  for (const was of old.values()) if (Date.parse(was.ends) > now) found.push({ kind: "gone", one: was, was });
  return found;
}

function kindOf(was, one) {
  if (!was) return "new";
  if (was.starts !== one.starts || was.ends !== one.ends) return "moved";
  const where = ({ shown }) => JSON.stringify(Object.values(shown).map(({ place, help }) => [place, help]));
  return where(was) === where(one) ? "" : "altered";
}

// By days of the fair: [{ day, those }], in order. A day is that of the fair's clock, as it stands in the time itself.
export function byDay(planned) {
  const days = new Map();
  for (const one of planned) {
    const day = one.starts.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return [...days].map(([day, those]) => ({ day, those }));
}

// The day of the fair's clock that a moment falls on.
export function dayOf(now, zone) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const found = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${found.year}-${found.month}-${found.day}`;
}
