import fc from "fast-check";
import { expect, test } from "vitest";
import { patternAlternatives } from "@/lib/targeting/analysis/facts/pattern-alternatives";
import { compilePattern } from "@/lib/targeting/pattern/compile";

const simple = [
  "^pro$",
  "^pro",
  "pro$",
  "pro",
  "^(US|CA|GB)$",
  "(?:a|b)c",
  "^a|b$",
  "@acme\\.com$",
  "colou?r",
  "a{2,3}",
  "^$",
  "",
  "\\Aab\\z",
  "^^a$$",
  "\\Qa.b\\E",
  "a\\/b",
  "\\x{1F600}",
  "😀",
  "^(pro|team)-(eu|us)$",
  "(|a)b",
];
const others = ["(?i)pro", "^[a-z]$", "a.b", "a*", "a+b", "\\bpro\\b", "a^b", "a$b", "\\d", "(?m)^a$", "^(a|b*)$"];
const texts = [
  "pro",
  "US",
  "CA",
  "a",
  "b",
  "c",
  ".",
  "@acme.com",
  "colr",
  "ou",
  "-eu",
  "team",
  "\n",
  "/",
  "😀",
  "\ud83d",
  "",
];

test("a pattern that is taken apart finds exactly what its parts find", () => {
  const text = fc.array(fc.constantFrom(...texts), { maxLength: 5 }).map((parts) => parts.join(""));
  const compiled = new Map([...simple, ...others].map((pattern) => [pattern, compilePattern(pattern)]));
  let apart = 0;
  fc.assert(
    fc.property(fc.constantFrom(...simple, ...others), text, (pattern, candidate) => {
      const alternatives = patternAlternatives(pattern);
      if (alternatives === null) return;
      apart += 1;
      const isFound = alternatives.some(({ type, text: part }) => {
        if (type === "whole") return candidate === part;
        if (type === "prefix") return candidate.startsWith(part);
        return type === "suffix" ? candidate.endsWith(part) : candidate.includes(part);
      });
      const engine = compiled.get(pattern);
      expect(isFound).toBe(engine?.ok && engine.isFoundIn(candidate));
    }),
    { numRuns: 8_000 },
  );
  expect(apart).toBeGreaterThan(2_000);
}, 60_000);

test.each(["^pro$", "^(US|CA|GB)$", "@acme\\.com$", "^pro", "colou?r"])("%s is taken apart", (pattern) => {
  expect(patternAlternatives(pattern)).not.toBeNull();
});

test.each(others)("%s is not", (pattern) => {
  expect(patternAlternatives(pattern)).toBeNull();
});
