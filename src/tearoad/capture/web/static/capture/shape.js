// Whether something is a revision as this page makes one. What fields may hold is judged by the server; here it matters that
// a thing from elsewhere can be kept, sent and shown without harm to what stands beside it.
// @reads tearoad.capture.reading.KEYS found
// @reads tearoad.capture.export.PackedFile file
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DIGEST = /^[0-9a-f]{64}$/;
// As `Date` writes a moment, or Python: other ways to write one are not read by every browser.
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
const LONGEST = 200;

export const isId = (found) => typeof found === "string" && ID.test(found);

// Whether it can be kept and sent from here.
export function isRevision(found) {
  return (
    isShowable(found) &&
    isId(found.id) &&
    isId(found.report) &&
    Number.isInteger(found.schema) &&
    Number.isInteger(found.number) &&
    found.number > 0 &&
    typeof found.meeting === "string" &&
    found.meeting.length <= LONGEST &&
    isMoment(found.made_at)
  );
}

// Whether it can be merged with others and drawn.
export function isShowable(found) {
  return (
    isMapping(found) &&
    [found.id, found.report, found.made_at].every((one) => typeof one === "string") &&
    isMapping(found.values) &&
    Object.values(found.values).every((one) => typeof one === "string" || areStrings(one)) &&
    isMapping(found.replaces) &&
    Object.values(found.replaces).every(areStrings) &&
    (found.files === undefined || (Array.isArray(found.files) && found.files.every(isNamedFile))) &&
    (found.dropped === undefined || areStrings(found.dropped))
  );
}

// Whether it is a file with its bytes, as an export holds one.
export function isFile(file) {
  return isNamedFile(file) && isId(file.report) && typeof file.bytes === "string";
}

function isNamedFile(file) {
  const isTold = isMapping(file) && typeof file.kind === "string" && typeof file.type === "string";
  return isTold && DIGEST.test(file.digest) && Number.isInteger(file.size);
}

function isMoment(found) {
  return typeof found === "string" && MOMENT.test(found) && !Number.isNaN(Date.parse(found));
}

function isMapping(found) {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

function areStrings(several) {
  return Array.isArray(several) && several.every((one) => typeof one === "string");
}
