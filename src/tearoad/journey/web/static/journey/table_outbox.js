// What was typed goes to the server one request after the other; what could not be sent is kept, and sent again.

// @reads tearoad.web.errors.ErrorAnswer refusal -code -problems
const AGAIN_MS = 4_000;

export class Outbox {
  /** `build` says cells as a request does, `answered` and `failed` hear what became of them. */
  constructor(root, { build, answered, failed }) {
    this.root = root;
    this.build = build;
    this.answered = answered;
    this.failed = failed;
    this.waiting = [];
    this.sending = null;
    this.posted = 0; // blocks of cells so far,
    this.sent = 0; // of them those that went to the server,
    this.heard = 0; // and those that it answered
  }

  get isBusy() {
    return this.waiting.length > 0 || this.sending !== null;
  }

  /** Whether a cell waits to be sent, or for its answer. */
  holds(cell) {
    const under_way = this.sending ? [...this.waiting, this.sending.pairs] : this.waiting;
    return under_way.some((pairs) => pairs.some(([one]) => one === cell));
  }

  post(pairs) {
    this.posted += 1;
    this.waiting.push(pairs);
    this.next();
  }

  next() {
    if (this.sending || !this.waiting.length) return;
    const pairs = this.waiting.shift();
    const body = new URLSearchParams({ changes: JSON.stringify(this.build(pairs)), form_key: newKey() });
    for (const head of this.root.querySelectorAll("thead th[data-field]")) body.append("col", head.dataset.field);
    this.sending = { pairs, body };
    this.sent += 1;
    this.send();
  }

  async send() {
    const { pairs, body } = this.sending;
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const answer = await fetch(this.root.dataset.cells, { method: "POST", body, headers }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!told || answer.status >= 500) {
      this.failed();
      setTimeout(() => this.send(), AGAIN_MS); // the same key: what arrived after all is not done twice
      return;
    }
    this.sending = null;
    this.heard += 1;
    this.answered(answer.ok ? told : this.refused(told, pairs), pairs);
    this.next();
  }

  /** A request that was refused as a whole is told at its first cell. */
  refused(refusal, pairs) {
    const says = [refusal.message, refusal.hint].filter(Boolean).join(" ");
    const { row, line } = pairs[0][0].parentElement.dataset;
    // @writes tearoad.journey.web.answers.CellSays
    const fault = { row, line: Number(line), field: pairs[0][0].dataset.field, says };
    // @writes tearoad.journey.web.answers.CellsAnswer
    return { saved: [], faults: [fault], remarks: [], clashes: [], gone: [], says: "", change: "", count: this.root.dataset.count };
  }
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
}
