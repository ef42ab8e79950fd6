// The sentences of the page in the reader's language, kept with the page itself so that they are there without a network.
export const LANGUAGES = JSON.parse(document.body.dataset.languages);

export async function readWords(language) {
  const answer = await fetch(`/floor/words/${language}.json`);
  if (!answer.ok) throw new Error(`words ${answer.status}`);
  return new Words(language, await answer.json());
}

class Words {
  // @reads tearoad.capture.web.answers.WordsAnswer {}
  constructor(language, { words, fields, comma }) {
    this.language = language;
    this.comma = comma;
    this.plurals = new Intl.PluralRules(language);
    this.words = words;
    this.fields = fields;
  }

  say(code, params = {}) {
    const found = this.words[code];
    const template = Array.isArray(found) ? this.form(found, params.count) : found;
    if (template === undefined) throw new Error(`no message ${code}`);
    return template.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
  }

  // The plural form for a number: one, few, and what is left stands last.
  form(forms, count) {
    const place = ["one", "few"].indexOf(this.plurals.select(count));
    return forms[place < 0 ? forms.length - 1 : Math.min(place, forms.length - 1)];
  }

  // Several in a row: "a, b".
  listed(parts) {
    return parts.join(this.comma);
  }

  // A sentence or name that came from the server in every language.
  of(each) {
    return each?.[this.language] ?? "";
  }

  choice(field, value) {
    const code = `capture.${field}_${value}`;
    return code in this.words ? this.say(code) : value;
  }

  // "one, two and three"
  list(parts) {
    if (this.comma !== ", ") return this.listed(parts);
    return new Intl.ListFormat(this.language, { type: "conjunction" }).format(parts);
  }

  // A day of the fair, `2027-02-09`, in short.
  day(written) {
    const at = new Date(`${written}T00:00Z`);
    if (Number.isNaN(+at)) return written;
    const shown = { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" };
    return new Intl.DateTimeFormat(this.language, shown).format(at);
  }

  // A moment that this browser cannot read is shown as it is written.
  time(written) {
    const at = new Date(written);
    if (Number.isNaN(+at)) return String(written);
    const today = at.toDateString() === new Date().toDateString();
    const shown = today ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
    return new Intl.DateTimeFormat(this.language, { ...shown, hourCycle: "h23" }).format(at);
  }
}
