// A block of cells as spreadsheets put it on the clipboard: tabs between cells, a line for each row, and in quotes what
// holds a tab, a line break or a quote itself.

const QUOTED = /^"((?:[^"]|"")*)"(?=\t|\n|$)/;
const PLAIN = /^[^\t\n]*/;

/** The texts of a block, row by row; a line break within a cell becomes a space. */
export const cellsOf = (block) => {
  let rest = block.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const rows = [[]];
  for (;;) {
    const quoted = QUOTED.exec(rest);
    const written = quoted ? quoted[0] : PLAIN.exec(rest)[0];
    const text = quoted ? quoted[1].replaceAll('""', '"') : written;
    rows.at(-1).push(text.replace(/\s*\n\s*/g, " ").trim());
    rest = rest.slice(written.length);
    if (!rest) return rows;
    if (rest[0] === "\n") rows.push([]);
    rest = rest.slice(1);
  }
};
