import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test, vi } from "vitest";
import { compilePlain } from "@/lib/targeting/pattern/plain";

// Thousands of cases each: on a busy machine that may take its time.
vi.setConfig({ testTimeout: 60_000 });

const range = fc
  .constantFrom("a-z", "A-Z", "0-9", "b-d", "0-4", "B-B")
  .chain((text) => fc.constantFrom(text, `${text}_`, `${text}.@`, `${text}-`, `\\d${text}`));
const piece = fc.oneof(
  fc.constantFrom(..."abAZ09 !\"#%&',/:;<=>@_~-"),
  fc.constantFrom(..."-.+*?()|[]{}^$\\/@").map((character) => `\\${character}`),
  fc.constantFrom("\\d", "\\D", "\\w", "\\W", "."),
  range.map((text) => `[${text}]`),
  range.map((text) => `[^${text}]`),
);
const item = fc.tuple(piece, fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{11}")).map((parts) => parts.join(""));
const branch = fc.array(item, { maxLength: 3 }).map((items) => items.join(""));
const group = fc
  .tuple(
    fc.constantFrom("(", "(?:"),
    fc.array(branch, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "*", "+", "?"),
  )
  .map(([open, branches, repetition]) => `${open}${branches.join("|")})${repetition}`);
const plain = fc
  .tuple(
    fc.constantFrom("", "^"),
    fc.array(fc.oneof(item, group, fc.constantFrom("|", "$|^")), { maxLength: 5 }),
    fc.constantFrom("", "$"),
  )
  .map(([start, parts, end]) => start + parts.join("") + end);

const text = fc.string({
  unit: fc.constantFrom(..."abcdAZ0149_.@-\n\r \\", "é", "Ω", "\u2028", "😀", "\ud83d", "\ude00"),
  maxLength: 12,
});

test("a plain pattern is one that RE2 accepts, and has RE2's answer for every text", () => {
  fc.assert(
    fc.property(plain, fc.array(text, { minLength: 1, maxLength: 8 }), (pattern, texts) => {
      const isFoundIn = compilePlain(pattern);
      const re2 = RE2JS.compile(pattern);
      for (const tried of [...texts, ""]) {
        expect(isFoundIn?.(tried), JSON.stringify([pattern, tried])).toBe(re2.test(tried));
      }
    }),
    { numRuns: 2000 },
  );
});

test("a plain piece stands for the same single characters as with RE2", () => {
  fc.assert(
    fc.property(piece, (source) => {
      const isFoundIn = compilePlain(`^(?:${source})$`);
      const re2 = RE2JS.compile(`^(?:${source})$`);
      for (let code = 0; code <= 0x180; code += 1) {
        const character = String.fromCharCode(code);
        expect(isFoundIn?.(character), JSON.stringify([source, character])).toBe(re2.test(character));
      }
    }),
  );
});

test("whatever the pattern is, it is left to RE2 or has RE2's answer", () => {
  const any = fc.string({ unit: fc.constantFrom(..."ab1[]()|*+?{}^$\\-.,:dDwWsbBApPQE0é\n"), maxLength: 12 });
  fc.assert(
    fc.property(any, text, (pattern, tried) => {
      const isFoundIn = compilePlain(pattern);
      if (isFoundIn !== null) {
        expect(isFoundIn(tried), JSON.stringify([pattern, tried])).toBe(RE2JS.compile(pattern).test(tried));
      }
    }),
    { numRuns: 20_000 },
  );
});

test.each(["^[0-4]\\.", "@acme\\.com$", "^(US|CA)$", "^[a-z]+@example\\.com$", "^\\d{4}-", "\\+test@", "beta"])(
  "%s is plain",
  (pattern) => {
    expect(compilePlain(pattern)).not.toBeNull();
  },
);

test.each(["(?i)a", "\\bpro\\b", "\\pL", "é", "[z-a]", "a**", "(a", "((a))", "[[:alpha:]]", "(a{99}b{99}){9}", "a{0}"])(
  "%s is left to RE2",
  (pattern) => {
    expect(compilePlain(pattern)).toBeNull();
  },
);

test.each(["(a|a)*$", "(x+x+)+y", ".*.*.*.*=.*"])("%s stays linear on 20,000 characters", (pattern) => {
  const start = process.cpuUsage();
  expect(compilePlain(pattern)?.(`${"a".repeat(20_000)}!`)).toBe(RE2JS.compile(pattern).test(`${"a".repeat(20_000)}!`));
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
});
