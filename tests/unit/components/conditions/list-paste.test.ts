import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutBlanks } from "@/components/conditions/value-editors/editor-parts";
import { collectItems, parsePaste } from "@/components/conditions/value-editors/list-paste";
import { readQuoted } from "@/components/conditions/value-editors/quoted-paste";
import { limits } from "@/lib/contract/limits";

const read = (text: string, attribute: string) => parsePaste(text, attribute) ?? readQuoted(text, attribute);

function paste(text: string, { attribute = "user_id", existing = [] as string[] } = {}) {
  const parsed = read(text, attribute);
  return { ...parsed, ...collectItems(parsed, parsed.suggestedColumn, existing) };
}

describe("pasting a list", () => {
  it.each([
    ["commas", "US, CA,GB"],
    ["lines", "US\nCA\nGB\n"],
    ["Windows lines and a byte-order mark", "\uFEFFUS\r\nCA\r\nGB\r\n"],
    ["semicolons", "US;CA; GB"],
    ["lines that end in commas", "US,\nCA,\nGB"],
    ["empty cells and blank lines", "US,,CA\n\n,GB,"],
    ["a column with its heading", "Country\nUS\nCA\nGB"],
    ["a JSON array", '["US","CA","GB"]'],
    ["a JSON array over several lines", '[\n  "US",\n  "CA",\n  "GB"\n]\n'],
    ["texts in a program's quotes", "'US', 'CA', 'GB'"],
    ["characters that are not seen", "US\u200B\n\u2060CA,\u00A0GB\uFEFF"],
    ["blanks before quotes", '"US", "CA", "GB"'],
  ])("pasting a list reads %s", (_, text) => {
    expect(paste(text, { attribute: "country" }).added).toEqual(["US", "CA", "GB"]);
  });

  it("pasting a list keeps what quotes protect: commas, line breaks and quotes", () => {
    expect(paste('"Doe, Jane","two\nlines","say ""hi"""').added).toEqual(["Doe, Jane", "two\nlines", 'say "hi"']);
  });

  it("pasting a list says what it took off: headings, quotes and what is not seen", () => {
    expect(paste("User ID\nu1\nu2")).toMatchObject({ added: ["u1", "u2"], takenOff: ["the heading “User ID”"] });
    expect(paste("id\nu1\nu2")).toMatchObject({ added: ["u1", "u2"], takenOff: ["the heading “id”"] });
    expect(paste("'u1'\n'u2'").takenOff).toEqual(["quotes"]);
    expect(paste("u1\u200B,u2").takenOff).toEqual(["invisible characters"]);
    expect(paste('["u1"]').takenOff).toEqual(["brackets and quotes"]);
    expect(paste(" u1 ,u2").takenOff).toEqual([]);
  });

  it("pasting a list keeps quotes that are a part of some values, and every digit of a long number", () => {
    expect(paste("'u1', u2").added).toEqual(["'u1'", "u2"]);
    expect(paste("[469096912275144706, 7]").added).toEqual(["469096912275144706", "7"]);
  });

  it("pasting a list takes a single value that is called like a heading for a value", () => {
    expect(paste("id").added).toEqual(["id"]);
  });

  it("pasting a list names columns by their headings, also where none is the attribute's", () => {
    expect(read("Name,Account number\nAnn,17\nBob,18", "plan").columns).toEqual(["Name", "Account number"]);
    const parsed = read("Name;E-Mail\nAnn;ann@example.com\nBob;bob@example.com", "user_id");
    expect([parsed.columns, parsed.suggestedColumn]).toEqual([["Name", "E-Mail"], 1]);
  });

  it("pasting a list takes a quote that never closes as a character", () => {
    expect(paste('"open\nnext').added).toEqual(['"open', "next"]);
  });

  it("pasting a list offers the columns of a table and chooses the one that is named as the attribute", () => {
    const { columns, suggestedColumn, added } = paste("id,USER_ID,plan\n1,u1,pro\n2,u2,free");
    expect(columns).toEqual(["id", "USER_ID", "plan"]);
    expect(suggestedColumn).toBe(1);
    expect(added).toEqual(["u1", "u2"]);
  });

  it("pasting a list takes every cell of a table without such a heading until a column is chosen", () => {
    const parsed = read("u1\tpro\nu2\tfree", "user_id");
    expect(parsed.columns).toEqual(["Column 1", "Column 2"]);
    expect(collectItems(parsed, null, []).added).toEqual(["u1", "pro", "u2", "free"]);
    expect(collectItems(parsed, 0, []).added).toEqual(["u1", "u2"]);
  });

  it("pasting a list reads text without double quotes at once, as a reader of CSV would", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab,;\t\n' \u200B1") }), (end) => {
        const text = `a${end}`;
        expect(parsePaste(text, "b")).toEqual(readQuoted(text, "b"));
      }),
    );
    expect(parsePaste('"Doe, Jane"', "b")).toBeNull();
  });

  it("pasting a list counts duplicates within the paste and against what is there, numbers included", () => {
    const parsed = read("5, 6, 6, 7", "age");
    expect(collectItems(parsed, null, [5, "7"])).toMatchObject({ added: ["6"], duplicates: 3, rejected: [] });
  });

  it("pasting a list says which rows were rejected, where and why", () => {
    const long = "x".repeat(limits.scalarLength + 1);
    const { added, rejected } = paste(`user_id,plan\nu1,pro\nbad\u0000,pro\n${long},pro\nu2,free`);
    expect(added).toEqual(["u1", "u2"]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "holds a character that cannot be stored"],
      [4, "longer than 4,096 characters"],
    ]);
  });

  it("pasting a list rejects rows that lack the chosen column", () => {
    const { added, rejected } = paste("name,user_id\nAnn,u1\nBob\nCid,u3");
    expect(added).toEqual(["u1", "u3"]);
    expect(rejected).toEqual([{ line: 3, text: "Bob", reason: "has no such column" }]);
  });

  it("pasting a list counts 9,170 ids with duplicates and bad rows", () => {
    const ids = Array.from({ length: 9_170 }, (_, index) => `user-${index}`);
    const rows = [...ids, ...ids.slice(0, 250), ...Array.from({ length: 12 }, (_, index) => `bad\u0000${index}`)];
    const { added, duplicates, rejected } = paste(["user_id", ...rows].join("\n"));
    expect([added.length, duplicates, rejected.length]).toEqual([9_170, 250, 12]);
  });

  it("pasting a list stops at the most that a list may hold", () => {
    const existing = Array.from({ length: limits.listItems }, (_, index) => String(index));
    const { added, duplicates, rejected } = paste("1\nnew", { existing });
    expect([added.length, duplicates, rejected.length]).toEqual([0, 1, 1]);
  });

  it("pasting a list accounts for every filled cell of any text, and never adds one twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab,;\t\n"\r 1\u0000') }), (text) => {
        const parsed = read(text, "b");
        const { added, duplicates, rejected } = collectItems(parsed, null, []);
        const cells = parsed.rows.slice(parsed.heading === null ? 0 : 1).flat();
        expect(added.length + duplicates + rejected.length).toBe(cells.filter((cell) => cell !== "").length);
        expect(new Set(added).size).toBe(added.length);
      }),
    );
  });

  it("pasting a list reads a written list back as it was", () => {
    const item = fc
      .string({ minLength: 1 })
      .map(withoutBlanks)
      .filter((text) => text !== "" && !text.includes("\0") && !text.startsWith("'"));
    fc.assert(
      fc.property(fc.uniqueArray(item, { minLength: 1 }), (items) => {
        const csv = items.map((each) => `"${each.replaceAll('"', '""')}"`).join("\n");
        const parsed = read(csv, "");
        fc.pre(!/[\t;\r]/.test(csv));
        // A first item such as "id" is taken for a heading, and said to be.
        fc.pre(parsed.heading === null);
        expect(collectItems(parsed, null, []).added).toEqual(items);
      }),
    );
  });
});
