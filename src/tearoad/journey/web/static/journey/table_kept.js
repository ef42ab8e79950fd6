// What was typed and is not saved stays on this device, in this tab, until it is saved or thrown away: whoever leaves the
// page or loads it anew finds it again.

const NEW = "new-";

export class KeptCells {
  constructor(root, cells) {
    this.name = `tearoad ${root.dataset.keep}`;
    this.cells = cells;
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name)) ?? [];
    } catch {
      return []; // the browser keeps nothing, or somebody wrote something else there
    }
  }

  /** Keep what is not saved: of this page, and of cells that it does not show. */
  write() {
    const elsewhere = this.read().filter((one) => !one.row.startsWith(NEW) && !this.cellOf(one));
    const kept = [...elsewhere, ...this.cells.unsaved()];
    try {
      if (kept.length) sessionStorage.setItem(this.name, JSON.stringify(kept));
      else sessionStorage.removeItem(this.name);
    } catch {
      // The page still asks whoever leaves it.
    }
  }

  cellOf({ row, line, field }) {
    const found = this.cells.rowsOf(row).find((one) => Number(one.dataset.line) === line);
    return found ? this.cells.inRow(found, field) : null;
  }

  /** Put kept texts into their cells, and into rows that `draft` begins; return the cells with their texts. */
  restore(draft) {
    const begun = new Map();
    const pairs = [];
    for (const one of this.read()) {
      const isNew = one.row.startsWith(NEW);
      if (isNew && !begun.has(one.row)) begun.set(one.row, draft());
      const cell = isNew ? this.cellOfNew(begun.get(one.row), one.field) : this.cellOf(one);
      if (!cell || (!isNew && cell.textContent.trim() === one.text)) continue;
      this.cells.show(cell, one.text);
      cell.dataset.stored = one.was;
      cell.classList.remove("saving");
      cell.classList.add("kept");
      pairs.push([cell, one.text]);
    }
    return pairs;
  }

  /** The cell of a new row; one that this page does not show goes along unseen. */
  cellOfNew(row, field) {
    const shown = this.cells.inRow(row, field);
    if (shown) return shown;
    const unseen = document.createElement("td");
    unseen.hidden = true;
    unseen.dataset.field = field;
    row.append(unseen);
    return unseen;
  }
}
