// Makes notes of what was typed, taken and begun.
// @reads tearoad.capture.web.answers.Briefing post.briefing
import { ifLeft } from "./begun.js";
import { changeOf } from "./form.js";
import { newId } from "./ids.js";
import { described } from "./photos.js";
import { inSteps, reports } from "./reports.js";

const SCHEMA = 1;

export async function reportOf(store, post, id) {
  const all = await store.revisions(post.phone);
  const found = reports(all.map((one) => one.document)).find((one) => one.id === id);
  const meeting = post.briefing.planned.find((one) => one.report === id)?.key ?? "";
  return found ?? unwritten(id, meeting);
}

export function unwritten(id, meeting = "") {
  return { id, meeting, fields: {}, earlier: {}, files: [] };
}

// Keeps a change of a report; what it was made of is `over` then: [{ store, id }].
export async function keep(store, post, report, changed, over = []) {
  await inSteps(changed, (step, isLast) => {
    return store.keep(post.phone, (number) => revision(report, number, step), { over: isLast ? over : [] });
  });
}

// A photo or memo is kept as soon as it is taken, a change of its own: what is being typed beside it goes on.
export async function keepFiles(store, post, report, { files = [], dropped = [] }, over = []) {
  const named = files.map(({ digest, kind, type, size }) => ({ digest, kind, type, size }));
  const changed = { values: {}, replaces: {}, ...(named.length ? { files: named } : { dropped }) };
  await store.keep(post.phone, (number) => revision(report, number, changed), { files, over });
}

function revision(report, number, changed) {
  // @writes tearoad.capture.reading.KEYS
  const head = { schema: SCHEMA, id: newId(), report: report.id, number, made_at: new Date().toISOString() };
  // @writes tearoad.capture.reading.KEYS
  return { ...head, meeting: report.meeting, ...changed };
}

// What was begun in a page that was closed or died becomes a note of its own: nobody is asked. With `all` also what a page
// still holds: a phone that was stopped hands over everything. What finds the disk full stays begun, for the next round.
export async function keepBegun(store, post, words, { all = false } = {}) {
  const once = async (id, work) => {
    try {
      await (all ? work() : ifLeft(id, work));
    } catch (error) {
      console.warn(error);
    }
  };
  for (const id of await store.begun.formIds(post.phone)) await once(id, () => keepForm(store, post, words, id));
  for (const id of await store.begun.memoIds(post.phone)) await once(id, () => keepMemo(store, post, id));
}

// It takes the place of what its writer saw, and of nothing that was written since.
async function keepForm(store, post, words, id) {
  const form = await store.begun.form(id);
  if (!form) return;
  const report = await reportOf(store, post, form.report);
  const changed = changeOf({ ...report, fields: form.fields ?? report.fields }, form.values, words);
  if (changed) await keep(store, post, report, changed, [{ store: "forms", id }]);
  else await store.begun.dropForm(id);
}

async function keepMemo(store, post, id) {
  const memo = await store.begun.memo(post.phone, id);
  if (!memo) return;
  const file = await described(memo.bytes, "voice", memo.type);
  await keepFiles(store, post, await reportOf(store, post, memo.report), { files: [file] }, memo.over);
}
