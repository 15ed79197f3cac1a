const QUOTED = /^"((?:[^"]|"")*)"$/;

/**
 * Cuts text into rows of trimmed cells. Tabs separate them when there are any (a paste from a spreadsheet), then
 * semicolons, then commas. A cell in double quotes may hold the separator, a line break, or a quote written twice.
 */
export function parseTable(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const separator = clean.includes("\t") ? "\t" : clean.includes(";") ? ";" : ",";
  const rows: string[][] = [];
  let cells: string[] = [];
  let from = 0;
  for (let at = 0; at <= clean.length; at += 1) {
    const character = clean[at];
    if (character === '"' && clean.slice(from, at).trim() === "") {
      at = closingQuote(clean, at);
      continue;
    }
    if (character !== separator && character !== "\n" && character !== undefined) continue;
    cells.push(cellText(clean.slice(from, at)));
    from = at + 1;
    if (character === separator) continue;
    rows.push(cells);
    cells = [];
  }
  // A break at the end closes the last row and opens none.
  return rows.at(-1)?.join("") === "" && rows.at(-1)?.length === 1 ? rows.slice(0, -1) : rows;
}

/** Where the quote that opens at `open` closes; `open` itself when it never does, and is a character like any other. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return open;
}

function cellText(raw: string): string {
  const trimmed = raw.trim();
  const quoted = QUOTED.exec(trimmed)?.[1];
  return quoted === undefined ? trimmed : quoted.replaceAll('""', '"').trim();
}
