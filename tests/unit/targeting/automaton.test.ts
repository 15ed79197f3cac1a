import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { Automaton } from "@/lib/targeting/pattern/automaton";
import { parsePattern } from "@/lib/targeting/pattern/parse";
import { buildProgram } from "@/lib/targeting/pattern/program";

function search(pattern: string, text: string): boolean | undefined {
  const program = buildProgram(parsePattern(pattern));
  if (program === null) throw new Error(`${pattern} has no program`);
  return new Automaton(program).isFoundIn(text);
}

// The automaton cannot read é: it has an answer only where it need not.
test.each([
  ["^a+$", "b"],
  ["^a+@b", "aa-"],
  ["^(a|bc)d", "bd"],
  ["\\Aab\\z", "aa"],
])("the search for %s ends as soon as nothing can be found any more: after %s", (pattern, failed) => {
  expect(search(pattern, `${failed}é`)).toBe(false);
  expect(RE2JS.compile(pattern).test(`${failed}é`)).toBe(false);
});

test.each(["b", "^a|b", "(^a)?b", "$", "^a|$", "^b*", "a^b|c"])(
  "the search for %s goes on while something can still be found",
  (pattern) => {
    for (const text of ["", "c", "cc", "cb", "b", "cab", "a"]) {
      expect(search(pattern, text), text).toBe(RE2JS.compile(pattern).test(text));
    }
  },
);
