import Papa from "papaparse";

/**
 * Cuts text into rows of cells. Tabs separate them when there are any (a paste from a spreadsheet), then semicolons,
 * then commas. A cell in double quotes may hold the separator, a line break, or a quote written twice.
 */
export function parseTable(text: string): string[][] {
  const clean = text
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "");
  const delimiter = clean.includes("\t") ? "\t" : clean.includes(";") ? ";" : ",";
  const parse = (csv: string) => Papa.parse<string[]>(csv, { delimiter, newline: "\n" });
  const strict = parse(clean);
  const hasLooseQuotes = strict.data.some((row) => row.some((cell) => LOOSE_QUOTE.test(cell)));
  // People write a blank before the quote that opens a cell, which CSV does not allow.
  const { data, errors } = hasLooseQuotes ? parse(clean.replace(OPENING_QUOTE, '$1"')) : strict;
  if (errors.length === 0) return data;
  // A quote that never closes, or closes within a cell, is a character like any other.
  return clean.split("\n").map((line) => line.split(delimiter));
}

const LOOSE_QUOTE = /^ +"/;
const OPENING_QUOTE = /(^|[,;\t\n]) +"/g;
