// The cells of a live table: where each stands, what it shows, what is told at it.

// @reads tearoad.journey.web.answers.CellSays fault
// @reads tearoad.journey.web.answers.CellClash clashed
// @reads tearoad.journey.web.answers.SAID this.spoken
const NOTE = "cell-note";

/** Return what is edited in a cell: what it shows, unless names stand for ids or a long text was shortened. */
export function textOf(cell) {
  if ("text" in cell.dataset) return cell.dataset.text;
  return [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("").trim();
}

/** Return what the server last said of a cell. */
export function storedIn(cell) {
  return cell.dataset.stored ?? textOf(cell);
}

export class Cells {
  constructor(root, spoken) {
    this.root = root;
    this.isWaiting = () => false;
    this.spoken = spoken;
    this.heads = new Map([...root.querySelectorAll("thead th[data-field]")].map((head) => [head.dataset.field, head]));
    for (const cell of root.querySelectorAll("td[data-field]")) cell.tabIndex = -1;
  }

  get fields() {
    return [...this.heads.keys()];
  }

  first() {
    return this.root.querySelector("tbody td[data-field]:not([data-fixed])");
  }

  address(cell) {
    const { row, line } = cell.parentElement.dataset;
    // @writes tearoad.journey.web.answers.CellEdit -text
    return { row, line: Number(line), field: cell.dataset.field };
  }

  // @reads tearoad.journey.web.answers.CellSays {}
  // @reads tearoad.journey.web.answers.CellClash {}
  at({ row, line, field }) {
    const found = this.rowsOf(row).find((one) => Number(one.dataset.line) === (line ?? 0)) ?? this.rowsOf(row)[0];
    return found && (this.inRow(found, field) ?? found.querySelector("td[data-field]"));
  }

  rowsOf(row) {
    return [...this.root.querySelectorAll(`tr[data-row="${CSS.escape(row)}"]`)];
  }

  inRow(row, field) {
    return row.querySelector(`td[data-field="${CSS.escape(field)}"]`);
  }

  marks() {
    const rows = [...this.root.querySelectorAll('tr[data-mark][data-line="0"]:not(.gone)')];
    return rows.map((row) => [row.dataset.row, row.dataset.mark]);
  }

  next(cell, down, right) {
    if (right) {
      const other = right > 0 ? cell.nextElementSibling : cell.previousElementSibling;
      return other?.matches("td[data-field]") ? other : null;
    }
    const row = down > 0 ? cell.parentElement.nextElementSibling : cell.parentElement.previousElementSibling;
    return row ? this.inRow(row, cell.dataset.field) : null;
  }

  /** The next cell in reading order, in the next row behind the last one of a row; what nobody fills in is passed over. */
  following(cell, by) {
    const all = [...this.root.tBodies[0].querySelectorAll("tr:not(.gone) > td[data-field]:not([hidden])")];
    const rest = by > 0 ? all.slice(all.indexOf(cell) + 1) : all.slice(0, all.indexOf(cell)).reverse();
    return rest.find((one) => !("fixed" in one.dataset)) ?? null;
  }

  /** What was typed and the server does not have yet, or refused. */
  unsaved() {
    const typed = [...this.root.querySelectorAll("td[data-typed]")];
    const isNew = (cell) => cell.parentElement.classList.contains("draft");
    return typed.filter((cell) => cell.dataset.typed || !isNew(cell)).map((cell) => ({ ...this.address(cell), text: cell.dataset.typed, was: storedIn(cell) }));
  }

  // Several cells.

  choose(from, to) {
    for (const cell of this.root.querySelectorAll("td.chosen")) cell.classList.remove("chosen");
    if (!from || !to) return;
    for (const row of this.block(from, to)) for (const cell of row) cell.classList.add("chosen");
  }

  chosen(cell) {
    const several = [...this.root.querySelectorAll("td.chosen:not([data-fixed])")];
    return several.length ? several : [cell];
  }

  block(from, to) {
    const rows = [...this.root.tBodies[0].rows];
    const [top, bottom] = [rows.indexOf(from.parentElement), rows.indexOf(to.parentElement)].sort((a, b) => a - b);
    const [left, right] = [from.cellIndex, to.cellIndex].sort((a, b) => a - b);
    return rows.slice(top, bottom + 1).map((row) => [...row.cells].slice(left, right + 1));
  }

  asBlock(cell) {
    const chosen = new Set(this.root.querySelectorAll("td.chosen"));
    if (!chosen.size) return textOf(cell);
    const rows = [...this.root.tBodies[0].rows].map((row) => [...row.cells].filter((one) => chosen.has(one)));
    return rows.filter((row) => row.length).map((row) => row.map((one) => textOf(one).replace(/[\t\n]+/g, " ")).join("\t")).join("\n");
  }

  // What a person types into.

  editorFor(cell, text) {
    const { field } = cell.dataset;
    const choices = document.querySelector(`template[data-choices="${CSS.escape(field)}"]`);
    const head = this.heads.get(field);
    const made = document.createElement(choices ? "select" : "note" in head.dataset ? "textarea" : "input");
    made.setAttribute("aria-label", cell.dataset.label);
    if (choices) {
      made.append(choices.content.cloneNode(true));
      if (text && ![...made.options].some((one) => one.value === text)) made.append(new Option(text, text));
    } else if ("day" in head.dataset && (!text || /^\d{4}-\d\d-\d\d$/.test(text))) {
      made.type = "date";
    }
    made.value = text;
    return made;
  }

  // What a cell shows.

  show(cell, text) {
    this.clean(cell);
    cell.dataset.stored ??= textOf(cell);
    cell.dataset.typed = text;
    const choices = document.querySelector(`template[data-choices="${CSS.escape(cell.dataset.field)}"]`);
    const said = choices && [...choices.content.querySelectorAll("option")].find((one) => one.value === text);
    cell.replaceChildren(said && text ? said.textContent : text);
    cell.classList.add("saving");
  }

  /** Let a cell be what the server says it is. */
  keep(cell, text, shown = text) {
    this.clean(cell);
    delete cell.dataset.typed;
    delete cell.dataset.stored;
    if (text === shown) delete cell.dataset.text;
    else cell.dataset.text = text;
    cell.replaceChildren(shown);
  }

  clean(cell) {
    cell.classList.remove("bad", "remark", "clash", "theirs", "saving", "kept");
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
    for (const note of cell.querySelectorAll(`.${NOTE}`)) note.remove();
  }

  /** Put rows in the place of those that stand here; new ones stay where they are, for somebody types into them. */
  replaceRows(rows) {
    const body = this.root.tBodies[0];
    const isDraft = (row) => row.classList.contains("draft");
    const here = [...body.rows];
    const first = here.findIndex((row) => !isDraft(row));
    const below = first < 0 ? null : here.slice(first).find(isDraft);
    for (const row of here) if (!isDraft(row)) row.remove();
    if (below) below.before(...rows);
    else body.append(...rows);
  }

  // @reads tearoad.journey.web.answers.RowNow {}
  /** Give a row that was added its place in the database; return whether there was one. */
  name({ ref, row, code, mark }) {
    const drafts = ref ? this.rowsOf(ref).filter((one) => one.classList.contains("draft")) : [];
    for (const one of drafts) {
      one.classList.remove("draft");
      one.dataset.row = row;
      one.dataset.mark = mark;
      one.querySelector(".opens").textContent = code;
      one.querySelector("button[data-drop]")?.remove();
      for (const cell of one.querySelectorAll("td[hidden]")) cell.remove();
    }
    return drafts.length > 0;
  }

  // @reads tearoad.journey.web.answers.RowNow {}
  /** Write a row as it is now; return whether its lines are those that stand here. */
  fill({ row, mark, lines }, as = "") {
    const here = this.rowsOf(row);
    if (here.length !== lines.length) return false;
    here.forEach((tr, index) => {
      tr.dataset.mark = mark;
      const tick = tr.querySelector("input[name=row]");
      if (tick) tick.value = `${row}:${mark}`;
      // @reads tearoad.journey.web.answers.CellNow {}
      for (const [field, { text, shown }] of Object.entries(lines[index])) {
        const cell = this.inRow(tr, field);
        if (!cell || (textOf(cell) === text && !("typed" in cell.dataset))) continue;
        if (this.isInHand(cell) && cell.dataset.typed !== text) {
          if ("stored" in cell.dataset && !cell.classList.contains("clash")) cell.dataset.stored = text;
          continue;
        }
        this.keep(cell, text, shown);
        if (as) cell.classList.add(as);
      }
    });
    return true;
  }

  /** Whether somebody is at a cell: types into it, waits for an answer, or has to mend what they typed. */
  isInHand(cell) {
    const isOpen = cell.querySelector("input, select, textarea") !== null;
    return isOpen || this.isWaiting(cell) || ["bad", "clash", "kept"].some((one) => cell.classList.contains(one));
  }

  /** Let cells at which somebody is stand in rows that are to take the place of these, with what is told at them. */
  carryInHand(rows) {
    for (const cell of this.root.querySelectorAll("tr:not(.draft) > td[data-field]")) {
      if (!this.isInHand(cell)) continue;
      const { row, line } = cell.parentElement.dataset;
      const there = rows.querySelector(`tr[data-row="${CSS.escape(row)}"][data-line="${line}"]`);
      const taken = there && this.inRow(there, cell.dataset.field);
      taken?.replaceWith(cell);
    }
  }

  strike(row) {
    for (const one of this.rowsOf(row)) one.classList.add("gone");
  }

  mark(fault, as) {
    const cell = this.at(fault);
    if (!cell) return;
    for (const note of cell.querySelectorAll(`.${NOTE}`)) note.remove();
    cell.classList.remove("saving");
    cell.classList.add(as);
    this.note(cell, fault.says);
    if (as === "bad") cell.setAttribute("aria-invalid", "true");
  }

  clash(clashed) {
    const cell = this.at(clashed);
    if (!cell) return;
    this.clean(cell);
    cell.classList.add("clash");
    cell.dataset.theirs = clashed.theirs;
    cell.dataset.mine = clashed.mine;
    const note = this.note(cell, `${this.spoken.theirs} ${clashed.theirs || "–"}\n${this.spoken.mine} ${clashed.mine || "–"} `);
    for (const [name, said] of [["theirs", this.spoken.keep_theirs], ["mine", this.spoken.put_mine]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button small";
      button.dataset.settle = name;
      button.textContent = said;
      note.append(button);
    }
  }

  note(cell, says) {
    const note = document.createElement("span");
    note.className = NOTE;
    note.id = `note-${cell.parentElement.dataset.row}-${cell.parentElement.dataset.line}-${cell.dataset.field}`;
    note.textContent = says;
    cell.append(note);
    cell.setAttribute("aria-describedby", note.id);
    return note;
  }
}
