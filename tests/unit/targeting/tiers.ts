import type { CompileOptions } from "@/lib/targeting";
import { generateSearch } from "@/lib/targeting/codegen/generate-search";
import type { TierUp } from "@/lib/targeting/rule-finder";

/** Every list of rules as generated code, made at once, with no interpreter behind it. */
export const onlyCode: TierUp = (rules) => {
  const first = generateSearch(rules, 0);
  if (first === null) throw new Error("no code was generated");
  return { first };
};

/** The ways in which a ruleset can answer, for `describe.each`. All must answer alike. */
export const tiers: readonly (readonly [string, CompileOptions])[] = [
  ["the interpreter", {}],
  ["generated code", { tierUp: onlyCode }],
];
