// A table is edited where it stands: by keyboard, by mouse, by a pasted block. Every cell is judged by the server, which
// reads it as a sheet; what is wrong is told at the cell. Without this script each row is a link to a form.

import { Outbox } from "./table_outbox.js";
import { cellsOf } from "./table_block.js";
import { Cells, storedIn, textOf } from "./table_cells.js";
import { KeptCells } from "./table_kept.js";

// @reads tearoad.journey.web.answers.CellsAnswer answer
// @reads tearoad.journey.web.answers.FreshAnswer found
// @reads tearoad.journey.web.answers.SAID this.spoken
const WATCH_MS = 3_000;
const POINTS_FINELY = matchMedia("(pointer: fine)");

class LiveTable {
  constructor(root) {
    this.root = root;
    this.spoken = JSON.parse(root.dataset.spoken);
    this.cells = new Cells(root, this.spoken);
    this.outbox = new Outbox(root, {
      build: (pairs) => this.edits(pairs),
      answered: (answer, pairs) => this.answered(answer, pairs),
      failed: () => this.say(this.spoken.failed, true),
    });
    this.cells.isWaiting = (cell) => this.outbox.holds(cell);
    this.kept = new KeptCells(root, this.cells);
    this.editor = null;
    this.refusedAt = 0;
    this.drafts = 0;
    this.isLeaving = false;
    root.classList.add("editable");
    root.setAttribute("role", "grid");
    for (const lead of document.querySelectorAll(".by-script")) lead.hidden = false;
    for (const lead of document.querySelectorAll(".by-form")) lead.hidden = true;
    this.cells.first()?.setAttribute("tabindex", "0");
    root.addEventListener("focusin", (event) => this.enter(event.target.closest("td[data-field]")));
    root.addEventListener("click", (event) => this.click(event));
    root.addEventListener("dblclick", (event) => this.edit(event.target.closest("td[data-field]")));
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("paste", (event) => this.paste(event));
    root.addEventListener("copy", (event) => this.copy(event));
    document.querySelector("[data-add]")?.addEventListener("click", (event) => this.add(event));
    addEventListener("beforeunload", (event) => this.guard(event));
    setInterval(() => this.watch(), WATCH_MS);
    this.offerKept();
  }

  /** Whoever leaves is asked where anything is not saved; it stays on the device in any case. */
  guard(event) {
    this.commit();
    this.kept.write();
    if (this.outbox.isBusy || this.cells.unsaved().length) event.preventDefault();
  }

  /** Let what was not saved when the page was left stand here again, and be sent or thrown away. */
  offerKept() {
    const offer = document.getElementById("kept-cells");
    const pairs = this.kept.restore(() => this.draft(true));
    offer.hidden = !pairs.length;
    offer.querySelector("[data-send]").addEventListener("click", () => {
      offer.hidden = true;
      this.put(pairs.filter(([cell]) => cell.isConnected && "typed" in cell.dataset).map(([cell]) => [cell, cell.dataset.typed]));
    });
    offer.querySelector("[data-drop]").addEventListener("click", () => {
      for (const [cell] of pairs) delete cell.dataset.typed;
      this.kept.write();
      location.reload();
    });
  }

  say(sentence, isBad = false) {
    const region = document.getElementById("table-says");
    region.textContent = sentence;
    region.hidden = !sentence;
    region.className = `notice ${isBad ? "bad" : "good"}`;
  }

  /** Refuse what came last: the answer to what was sent before it does not take its place. */
  refuse(sentence) {
    this.refusedAt = this.outbox.posted;
    this.say(sentence, true);
  }

  // Where one is.

  enter(cell) {
    if (!cell || cell === this.at) return;
    this.at?.setAttribute("tabindex", "-1");
    cell.setAttribute("tabindex", "0");
    this.at = cell;
  }

  go(cell, extends_ = false) {
    if (!cell) return;
    if (!extends_) this.cells.choose(null);
    else this.cells.choose(this.anchor ?? this.at, cell);
    if (!extends_) this.anchor = cell;
    cell.setAttribute("tabindex", "0");
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  click(event) {
    const button = event.target.closest("button[data-settle]");
    if (button) return this.settle(button);
    if (event.target.closest("button[data-drop]")) return this.drop(event.target.closest("tr"));
    const cell = event.target.closest("td[data-field]");
    if (!cell || event.target.closest("input, select, textarea, a")) return;
    if (POINTS_FINELY.matches) this.go(cell, event.shiftKey);
    else this.edit(cell);
  }

  // Editing one cell.

  edit(cell, typed = null) {
    if (!cell || "fixed" in cell.dataset || this.editor?.cell === cell) return;
    this.commit();
    const was = cell.dataset.typed ?? textOf(cell);
    const field = this.cells.editorFor(cell, typed ?? was);
    this.editor = { cell, field, before: [...cell.childNodes] };
    cell.replaceChildren(field);
    field.focus();
    if (typed === null) field.select?.();
    field.addEventListener("blur", () => this.commit());
    if (field.tagName === "SELECT") field.addEventListener("change", () => this.commit());
  }

  /** Take what was typed; return the cell. */
  commit() {
    if (!this.editor) return this.at;
    const { cell, field, before } = this.editor;
    this.editor = null;
    const text = field.value.trim();
    cell.replaceChildren(...before);
    if (text !== (cell.dataset.typed ?? textOf(cell))) this.put([[cell, text]]);
    return cell;
  }

  cancel() {
    const { cell, before } = this.editor;
    this.editor = null;
    cell.replaceChildren(...before);
    cell.focus();
  }

  /** Show texts in cells, and send them. */
  put(pairs) {
    if (!pairs.length) return;
    for (const [cell, text] of pairs) this.cells.show(cell, text);
    this.kept.write();
    this.outbox.post(pairs);
  }

  /** Say cells as a request does, at the moment it is sent. Of a row that is not there yet all cells go together. */
  edits(pairs) {
    const edits = [];
    const drafts = new Set();
    for (const [cell, text] of pairs) {
      const row = cell.parentElement;
      if (row.classList.contains("draft")) drafts.add(row);
      // @writes tearoad.journey.web.answers.CellEdit
      else edits.push({ ...this.cells.address(cell), text, was: storedIn(cell) });
    }
    for (const row of drafts) {
      for (const cell of row.querySelectorAll("td[data-field]")) {
        // @writes tearoad.journey.web.answers.CellEdit
        if (cell.dataset.typed) edits.push({ ...this.cells.address(cell), text: cell.dataset.typed });
      }
    }
    return edits;
  }

  // What the server says.

  answered(answer, pairs) {
    for (const [cell] of pairs) if (!this.outbox.holds(cell)) cell.classList.remove("saving");
    for (const row of answer.saved) this.saved(row);
    // Of a cell that was filled in meanwhile the next answer speaks: this one still found it empty.
    for (const one of answer.faults) if (!this.outbox.holds(this.cells.at(one))) this.cells.mark(one, "bad");
    for (const one of answer.remarks) this.cells.mark(one, "remark");
    for (const one of answer.clashes) this.cells.clash(one);
    for (const row of answer.gone) this.cells.strike(row);
    this.kept.write();
    const isEarlier = this.outbox.heard <= this.refusedAt;
    if (!isEarlier) this.tell(answer);
    this.root.dataset.count = answer.count;
    if (!answer.change) return;
    const form = document.getElementById("last-change");
    form.elements.change.value = answer.change;
    form.querySelector("span").textContent = answer.says;
    form.hidden = false;
  }

  tell(answer) {
    if (answer.gone.length) this.say(this.spoken.gone, true);
    else if (answer.faults.length) this.say(answer.faults[0].says, true);
    else if (answer.says) this.say(answer.says);
  }

  saved(row) {
    const is_new = this.cells.name(row);
    if (!this.cells.fill(row) && !is_new) this.reload();
    else if (row.lines.length > 1 && is_new) this.reload();
  }

  /** Somebody else was faster: keep theirs, or put one's own in its place knowing what it replaces. */
  settle(button) {
    const cell = button.closest("td");
    const { theirs, mine } = cell.dataset;
    this.cells.clean(cell);
    this.cells.keep(cell, theirs);
    this.kept.write();
    if (button.dataset.settle === "mine") this.put([[cell, mine]]);
    cell.focus();
  }

  /** Rows came or went: take the server's page as it is now; later, if it may lack what was typed or sent meanwhile. */
  async reload() {
    const sent = this.outbox.sent;
    const response = await fetch(location.href).catch(() => null);
    const text = await response?.text().catch(() => "");
    const isTypedInto = this.editor !== null && !this.editor.cell.parentElement.classList.contains("draft");
    this.isStale = !response?.ok || isTypedInto || this.outbox.isBusy || this.outbox.sent !== sent;
    if (this.isStale) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    const at = this.at && { ...this.cells.address(this.at) };
    const body = page.querySelector("#live-table").tBodies[0];
    this.cells.carryInHand(body);
    this.cells.replaceRows(body.rows);
    document.querySelector(".pager")?.replaceWith(page.querySelector(".pager"));
    if (at && !this.root.contains(document.activeElement)) this.go(this.cells.at(at));
  }

  // What others saved.

  async watch() {
    if (document.visibilityState !== "visible" || this.editor || this.outbox.isBusy) return;
    if (this.isStale) return this.reload();
    const sent = this.outbox.sent;
    const asked = new URLSearchParams(this.cells.fields.map((field) => ["col", field]));
    for (const [row, mark] of this.cells.marks()) {
      asked.append("row", row);
      asked.append("mark", mark);
    }
    const response = await fetch(`${this.root.dataset.fresh}?${asked}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = response?.ok ? await response.json().catch(() => null) : null;
    if (!found || this.editor || this.outbox.isBusy || this.outbox.sent !== sent) return;
    for (const row of found.rows) if (!this.cells.fill(row, "theirs")) return this.reload();
    for (const row of found.gone) this.cells.strike(row);
    const isRefused = document.getElementById("table-says").classList.contains("bad");
    if (found.rows.length && !isRefused) this.say(this.spoken.changed);
    if (found.gone.length) this.say(this.spoken.gone, true);
    if (found.count > Number(this.root.dataset.count)) {
      this.root.dataset.count = found.count;
      this.reload();
    }
  }

  // Rows that are not there yet.

  add(event) {
    event.preventDefault();
    this.commit();
    this.go(this.firstCell(this.draft(true)));
  }

  /** The row for the next line of a block. Below a new row further new rows begin: a block that is added changes none. */
  below(row) {
    const next = row.nextElementSibling;
    if (next && this.isDraft(row) <= this.isDraft(next)) return next;
    const further = this.draft();
    row.after(further);
    return further;
  }

  isDraft(row) {
    return row.classList.contains("draft");
  }

  firstCell(row) {
    return row.querySelector("td[data-field]:not([data-field=id])");
  }

  /** Throw a new row away. */
  drop(row) {
    const near = row.previousElementSibling ?? row.nextElementSibling;
    row.remove();
    this.kept.write();
    this.go(near ? this.firstCell(near) : null);
  }

  draft(isFirst = false) {
    const row = document.getElementById("draft-row").content.firstElementChild.cloneNode(true);
    this.drafts += 1;
    row.dataset.row = `new-${this.drafts}`;
    if (isFirst) this.root.tBodies[0].prepend(row);
    else this.root.tBodies[0].append(row);
    const empty = document.getElementById("no-rows");
    if (empty) empty.hidden = true;
    return row;
  }

  // Keys and blocks.

  key(event) {
    if (this.editor) return this.keyInEditor(event);
    const cell = event.target.closest("td[data-field]");
    if (!cell || event.target !== cell) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const isCommand = event.ctrlKey || event.metaKey;
    // The first key of a Chinese word: the input method goes on in the field that is open by then.
    if (event.key === "Process" || event.isComposing) return this.edit(cell, "");
    if (event.key === "Tab") return this.tab(event, cell);
    this.isLeaving = event.key === "Escape";
    if (this.isLeaving) this.say(this.spoken.leaving);
    else if (step) this.go(this.cells.next(cell, ...step), event.shiftKey);
    else if (event.key === "Enter" || event.key === "F2") this.edit(cell);
    else if (event.key === "Delete" || event.key === "Backspace") this.put(this.cells.chosen(cell).map((one) => [one, ""]));
    else if (isCommand && event.key.toLowerCase() === "d") this.fillDown(cell);
    else if (event.key.length === 1 && !isCommand && !event.altKey) this.edit(cell, event.key);
    else return;
    event.preventDefault();
  }

  /** Tab goes from cell to cell; after Escape, and behind the last one, it leaves the table. */
  tab(event, cell) {
    const next = this.isLeaving ? null : this.cells.following(cell, event.shiftKey ? -1 : 1);
    this.isLeaving = false;
    if (next) {
      event.preventDefault();
      return this.go(next);
    }
    const border = document.querySelector(event.shiftKey ? "[data-before-table]" : "[data-after-table]");
    border.focus(); // the browser goes on from there
  }

  keyInEditor(event) {
    const { cell, field } = this.editor;
    if (event.isComposing) return; // Enter also ends a Chinese word
    if (event.key === "Escape") this.cancel();
    else if (event.key === "Enter" && !(field.tagName === "TEXTAREA" && event.shiftKey)) this.leave(cell, event.shiftKey ? -1 : 1);
    else if (event.key === "Tab") this.go(this.cells.following(this.commit(), event.shiftKey ? -1 : 1) ?? cell);
    else return;
    event.preventDefault();
  }

  leave(cell, down) {
    this.commit();
    let next = this.cells.next(cell, down, 0);
    while (next && "fixed" in next.dataset) next = this.cells.next(next, down, 0); // a further line of one company
    if (!next && down > 0 && this.beginsNext(cell.parentElement)) this.go(this.firstCell(this.draft()));
    else this.go(next ?? cell);
  }

  /** Below the last row a new one begins, by keyboard; not below one that is still empty. */
  beginsNext(row) {
    const is_empty = row.classList.contains("draft") && !row.querySelector("td[data-typed]:not([data-typed=''])");
    return POINTS_FINELY.matches && !is_empty;
  }

  /** What stands in the uppermost of the chosen cells is put into all below it. */
  fillDown(cell) {
    const pairs = [];
    const first = new Map();
    for (const one of this.cells.chosen(cell)) {
      const field = one.dataset.field;
      if (first.has(field)) pairs.push([one, first.get(field)]);
      else first.set(field, one.dataset.typed ?? textOf(one));
    }
    this.put(pairs);
  }

  paste(event) {
    if (this.editor) return;
    const start = event.target.closest("td[data-field]");
    if (!start) return;
    event.preventDefault();
    const lines = cellsOf(event.clipboardData.getData("text/plain"));
    const count = lines.reduce((sum, texts) => sum + texts.length, 0);
    if (count > this.spoken.most) return this.refuse(this.spoken.too_many.replace("{found}", count));
    const pairs = [];
    let beyond = 0;
    let row = null;
    for (const texts of lines) {
      row = row ? this.below(row) : start.parentElement;
      let cell = this.cells.inRow(row, start.dataset.field);
      for (const text of texts) {
        if (cell && !("fixed" in cell.dataset)) pairs.push([cell, text]);
        else beyond += 1;
        cell = cell && this.cells.next(cell, 0, 1);
      }
    }
    this.put(pairs);
    if (beyond) this.refuse(this.spoken.over_edge.replace("{found}", beyond));
  }

  copy(event) {
    if (this.editor || !this.at || !this.root.contains(document.activeElement)) return;
    event.clipboardData.setData("text/plain", this.cells.asBlock(this.at));
    event.preventDefault();
  }
}

const root = document.querySelector("#live-table[data-cells]");
if (root) new LiveTable(root);
