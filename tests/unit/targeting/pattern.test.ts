import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test, vi } from "vitest";
import { checkPattern } from "@/lib/targeting";
import { compilePattern } from "@/lib/targeting/pattern/compile";

// Thousands of cases each: on a busy machine that may take its time.
vi.setConfig({ testTimeout: 60_000 });

const pieces = fc.constantFrom(
  "a",
  "b",
  "A",
  "1",
  " ",
  "\\.",
  "\\*",
  "\\\\",
  "-",
  "/",
  "{",
  "}",
  ",",
  "é",
  "😀",
  "\n",
  "\\n",
  "\\t",
  "\\x41",
  "\\x{1F600}",
  "\\101",
  "\\0",
  ".",
  "\\d",
  "\\D",
  "\\w",
  "\\W",
  "\\s",
  "\\S",
  "\\pL",
  "\\PN",
  "\\p{Greek}",
  "[ab]",
  "[^ab]",
  "[a-f1-3]",
  "[]a]",
  "[^]a]",
  "[\\]a-]",
  "[[:alpha:]_]",
  "[^\\d.]",
  "[\\w-]",
  "\\Qa.b*\\E",
  "\\Q\\E",
  "^",
  "$",
  "\\A",
  "\\z",
  "\\b",
  "\\B",
  "(?i)a",
  "(?i:b)",
  "(?s).",
  "(?m)^a$",
  "()",
  "(?:)",
);
const quantifiers = fc.constantFrom("", "", "", "*", "+", "?", "*?", "+?", "{2}", "{0,2}", "{1,}", "{2,3}?", "{0}");

/** Patterns of every construct, nested; some are not valid. */
const patternArbitrary = fc
  .letrec<{ pattern: string; item: string }>((tie) => ({
    item: fc.oneof(
      { maxDepth: 3 },
      { weight: 6, arbitrary: pieces },
      { weight: 2, arbitrary: tie("pattern").map((inner) => `(${inner})`) },
      { weight: 1, arbitrary: tie("pattern").map((inner) => `(?:${inner})`) },
      { weight: 1, arbitrary: tie("pattern").map((inner) => `(?P<n>${inner})`) },
    ),
    pattern: fc
      .array(
        fc
          .array(
            fc.tuple(tie("item"), quantifiers).map(([item, quantifier]) => item + quantifier),
            { maxLength: 4 },
          )
          .map((items) => items.join("")),
        { minLength: 1, maxLength: 3 },
      )
      .map((choices) => choices.join("|")),
  }))
  .pattern.filter((pattern) => pattern.length < 200);

const textArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.string({
      unit: fc.constantFrom("a", "b", "A", "1", ".", "*", " ", "\n", "-", "{", "a.b", "aa"),
      maxLength: 8,
    }),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom("a", "é", "😀", "\ud83d", "Ω"), maxLength: 5 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary-ascii", maxLength: 8 }) },
);

function compiledByRe2(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

describe("patterns", () => {
  test("patterns are found exactly where RE2 finds them, and valid exactly when RE2 says so", () => {
    fc.assert(
      fc.property(patternArbitrary, fc.array(textArbitrary, { minLength: 1, maxLength: 6 }), (pattern, texts) => {
        const re2 = compiledByRe2(pattern);
        const compiled = compilePattern(pattern);
        expect(compiled.ok).toBe(re2 !== null);
        if (!compiled.ok) return;
        for (const text of [...texts, ""])
          expect(compiled.isFoundIn(text), JSON.stringify([pattern, text])).toBe(re2?.test(text));
      }),
      { numRuns: 1000 },
    );
  });

  test("patterns are found as RE2 finds them for each single ASCII character", () => {
    fc.assert(
      fc.property(pieces, (piece) => {
        const pattern = `^(?:${piece})$`;
        const compiled = compilePattern(pattern);
        const re2 = RE2JS.compile(pattern);
        for (let code = 0; code < 128; code += 1) {
          const text = String.fromCharCode(code);
          expect(compiled.ok && compiled.isFoundIn(text), JSON.stringify([pattern, text])).toBe(re2.test(text));
        }
      }),
    );
  });

  test("patterns that would need thousands of states still get RE2's answer", () => {
    const pattern = "(a|b)*a(a|b){12}c";
    const compiled = compilePattern(pattern);
    const re2 = RE2JS.compile(pattern);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "b", "b", "c"), minLength: 20, maxLength: 200 }), (text) => {
        expect(compiled.ok && compiled.isFoundIn(text)).toBe(re2.test(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each(["(a+)+$", "(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y", "(?i)(a+)+$"])(
    "the pattern %s stays linear on 100,000 characters",
    (pattern) => {
      const compiled = compilePattern(pattern);
      const re2 = RE2JS.compile(pattern);
      for (const text of [`${"a".repeat(100_000)}!`, `${"aé".repeat(50_000)}!`]) {
        const start = process.cpuUsage();
        const isFound = compiled.ok && compiled.isFoundIn(text);
        expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
        expect(isFound).toBe(re2.test(text));
      }
    },
  );
});

describe("nested quantifiers", () => {
  const endless = fc.constantFrom("a+", "[ab]*", "\\d{2,}", "b+?", "(?:ab)*");
  const again = fc.constantFrom("+", "*", "{2}", "{2,}", "{0,3}", "*?");

  test("nested quantifiers are refused however deep they hide", () => {
    const hidden = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: "medium" },
        endless,
        tie("node").map((inner) => `(${inner})`),
        tie("node").map((inner) => `(?:x|${inner})`),
        tie("node").map((inner) => `(?P<n>${inner})y`.replaceAll("?P<n>", "")),
        tie("node").map((inner) => `(${inner})?`),
      ),
    })).node;
    fc.assert(
      fc.property(hidden, again, (inner, quantifier) => {
        expect(checkPattern(`^(${inner})${quantifier}$`)).toMatchObject({
          ok: false,
          message: expect.stringContaining("nested quantifier"),
        });
      }),
    );
  });

  test("nested quantifiers are not seen where there are none", () => {
    const flat = fc.array(
      fc.constantFrom("a+", "(b)", "[*+]+", "\\+*", "(?:c|d)*", "\\Q(a+)+\\E", "(e+)?", "(f{2}){3}"),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(flat, (items) => {
        expect(checkPattern(items.join(""))).toEqual({ ok: true });
      }),
    );
  });
});
