// What was typed goes to the server one request after the other; what could not be sent is kept, and sent again.

const AGAIN_MS = 4_000;

export class Outbox {
  constructor(root, answered, failed) {
    this.root = root;
    this.answered = answered;
    this.failed = failed;
    this.waiting = [];
    this.sending = null;
  }

  get isBusy() {
    return this.waiting.length > 0 || this.sending !== null;
  }

  post(edits) {
    this.waiting.push({ edits, key: crypto.randomUUID?.().replaceAll("-", "") ?? String(Math.random()).slice(2) });
    this.next();
  }

  async next() {
    if (this.sending || !this.waiting.length) return;
    this.sending = this.waiting.shift();
    const { edits, key } = this.sending;
    const body = new URLSearchParams({ changes: JSON.stringify(edits), form_key: key });
    for (const head of this.root.querySelectorAll("thead th[data-field]")) body.append("col", head.dataset.field);
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const answer = await fetch(this.root.dataset.cells, { method: "POST", body, headers }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    this.settle(answer, told);
  }

  settle(answer, told) {
    const { edits } = this.sending;
    if (!answer || answer.status >= 500 || !told) {
      this.failed(JSON.parse(this.root.dataset.spoken).failed);
      this.waiting.unshift(this.sending);
      this.sending = null;
      setTimeout(() => this.next(), AGAIN_MS);
      return;
    }
    this.sending = null;
    if (answer.ok) this.answered(told, edits);
    else {
      const says = [told.message, told.hint].filter(Boolean).join(" ");
      const faults = edits.slice(0, 1).map((one) => ({ ...one, says }));
      this.answered({ saved: [], faults, remarks: [], clashes: [], gone: [], says: "", change: "", count: this.root.dataset.count }, edits);
    }
    this.next();
  }
}
