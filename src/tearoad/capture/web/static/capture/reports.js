// What the revisions of a report say together. The same rule as `tearoad/capture/report.py` on the server; one set of
// cases tests both.

// @reads tearoad.capture.reading.KEYS one
import { isShowable } from "./shape.js";
// So many revisions one revision takes the place of at most, as `tearoad/capture/reading.py` has it.
export const MOST_REPLACED = 50;

// Returns field -> [{ value, by: [revision id] }]; several values stand beside each other until a person decides.
export function standing(revisions) {
  const ordered = [...new Map(revisions.map((one) => [one.id, one])).values()].sort(byId);
  const names = new Set(ordered.flatMap((one) => Object.keys(one.values)));
  const fields = {};
  for (const name of [...names].sort()) {
    const said = standingOf(name, ordered);
    if (said.some((stands) => stands.value.length > 0)) fields[name] = said;
  }
  return fields;
}

// Returns the files of a report: all that its revisions name, as the first names each, but those that any of them drops.
export function standingFiles(revisions) {
  const ordered = [...revisions].sort(byId);
  const gone = new Set(ordered.flatMap((one) => one.dropped ?? []));
  const named = new Map();
  for (const file of ordered.flatMap((one) => one.files ?? [])) if (!named.has(file.digest)) named.set(file.digest, file);
  return [...named.values()].filter((file) => !gone.has(file.digest));
}

function standingOf(name, ordered) {
  const writers = ordered.filter((one) => name in one.values);
  const replaced = new Set(writers.flatMap((one) => one.replaces[name] ?? []));
  const left = writers.filter((one) => !replaced.has(one.id));
  // Revisions that name each other could only come from a fault: then all of them stand, since nothing may be lost.
  const said = new Map();
  for (const one of left.length ? left : writers) {
    const key = JSON.stringify(one.values[name]);
    if (!said.has(key)) said.set(key, { value: one.values[name], by: [] });
    said.get(key).by.push(one.id);
  }
  return [...said.values()];
}

// Returns all reports among these revisions, the newest begun first; what is no revision takes no other along: [{ id,
// meeting, begun, fields, earlier, files, revisions }].
export function reports(revisions) {
  const those = revisions.filter(isShowable);
  const parts = Map.groupBy ? Map.groupBy(those, (one) => one.report) : grouped(those);
  const made = [...parts].map(([id, those]) => {
    const ordered = [...those].sort(byId);
    const fields = standing(ordered);
    return {
      id,
      meeting: ordered.find((one) => one.meeting)?.meeting ?? "",
      begun: ordered[0].made_at,
      fields,
      earlier: earlier(ordered, fields),
      files: standingFiles(ordered),
      revisions: ordered.map((one) => one.id),
    };
  });
  return made.sort((report, other) => (report.revisions[0] < other.revisions[0] ? 1 : -1));
}

// What was written in the report's fields before and stands no more, the last one first: { field: [value] }.
export function earlier(revisions, fields) {
  const found = {};
  for (const { values } of [...revisions].sort(byId).reverse()) {
    for (const [name, value] of Object.entries(values)) {
      const known = [...(fields[name] ?? []).map((stands) => stands.value), ...(found[name] ?? [])];
      if (value.length && !known.some((one) => JSON.stringify(one) === JSON.stringify(value))) (found[name] ??= []).push(value);
    }
  }
  return found;
}

// Keeps a change by as many revisions as it needs, since one takes the place of so many others and no more: each says the
// value that was chosen, and takes the place of the one before it as well. `keep` gets each and whether it is the last, and
// comes back with what it kept.
export async function inSteps({ replaces, ...changed }, keep) {
  let left = replaces;
  for (;;) {
    const long = Object.keys(left).filter((name) => left[name].length > MOST_REPLACED);
    if (!long.length) return keep({ ...changed, replaces: left }, true);
    const of = (valueOf) => Object.fromEntries(long.map((name) => [name, valueOf(name)]));
    const first = { values: of((name) => changed.values[name]), replaces: of((name) => left[name].slice(0, MOST_REPLACED)) };
    const { id } = await keep(first, false);
    left = { ...left, ...of((name) => [...left[name].slice(MOST_REPLACED), id]) };
  }
}

// Returns the values that a form changes, and what they take the place of; null where it changes nothing.
export function change(fields, wanted) {
  const values = {};
  const replaces = {};
  for (const [name, value] of Object.entries(wanted)) {
    const said = fields[name] ?? [];
    const same = said.length === 1 && JSON.stringify(said[0].value) === JSON.stringify(value);
    if (same || (said.length === 0 && value.length === 0)) continue;
    values[name] = value;
    if (said.length) replaces[name] = said.flatMap((stands) => stands.by).sort();
  }
  return Object.keys(values).length ? { values, replaces } : null;
}

function grouped(revisions) {
  const parts = new Map();
  for (const one of revisions) parts.set(one.report, [...(parts.get(one.report) ?? []), one]);
  return parts;
}

function byId(one, other) {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
