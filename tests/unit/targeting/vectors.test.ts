import { readFileSync } from "node:fs";
import murmurHash3 from "murmurhash3js-revisited";
import { describe, expect, test } from "vitest";
import {
  checkPattern,
  compileRuleset,
  evaluate,
  evaluateAll,
  explain,
  type FlagEvaluation,
  type RuleInput,
  type RulesetInput,
  type SegmentInput,
} from "@/lib/targeting";
import { Murmur3 } from "@/lib/targeting/murmur3";
import { rulesetOf } from "./builders";

interface ConditionCase {
  name: string;
  condition: { attribute: string; operator: string; value: unknown };
  matches: unknown[];
  misses: unknown[];
}

interface GroupCase extends Pick<ConditionCase, "name" | "matches" | "misses"> {
  conditions: RuleInput["conditions"];
  segments: SegmentInput[];
}

interface RulesetCase {
  name: string;
  ruleset: RulesetInput;
  evaluations: {
    flag_key: string;
    context: unknown;
    value: unknown;
    reason: string;
    is_code_default?: true;
    variant?: string | null;
    rule_id: string | null;
  }[];
}

interface PatternCase {
  pattern: string | { repeat: string; times: number };
  ok: boolean;
  because?: "length" | "syntax" | "nested" | "weight";
}

interface Bucket {
  salt: string;
  id: string;
  hash: number;
  bucket: number | null;
}

interface HashFile {
  hashes: { text: string; hash: number }[];
  buckets: Bucket[];
  splits: Bucket[];
}

// JSON.parse, not an import: a bundler would turn the key "__proto__" into a prototype.
function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8"));
}

/** An evaluation without what it says of itself alone: whether its variant is stored. */
function spoken(evaluation: FlagEvaluation | undefined): Partial<FlagEvaluation> {
  const { isVariantImplied: _, ...rest } = { ...evaluation };
  return rest;
}

describe("conditions.json", () => {
  test.each(read<{ cases: ConditionCase[] }>("conditions").cases)(
    "conditions.json: $name",
    ({ condition, matches, misses }) => {
      const ruleset = compileRuleset(rulesetOf([{ conditions: [condition] }]));
      const outcome = (context: unknown) => evaluate(ruleset, "flag", context)?.value;
      for (const context of matches) expect(outcome(context), `must match ${JSON.stringify(context)}`).toBe(true);
      for (const context of misses) expect(outcome(context), `must miss ${JSON.stringify(context)}`).toBe(false);
    },
  );
});

describe("groups.json", () => {
  test.each(read<{ cases: GroupCase[] }>("groups").cases)(
    "groups.json: $name",
    ({ conditions, segments, matches, misses }) => {
      const ruleset = compileRuleset(rulesetOf([{ conditions }], segments));
      const outcomes = (context: unknown) => [
        evaluate(ruleset, "flag", context)?.value,
        explain(ruleset, "flag", context)?.value,
      ];
      for (const context of matches) expect(outcomes(context), JSON.stringify(context)).toEqual([true, true]);
      for (const context of misses) expect(outcomes(context), JSON.stringify(context)).toEqual([false, false]);
    },
  );
});

describe("rulesets.json", () => {
  test.each(read<{ cases: RulesetCase[] }>("rulesets").cases)(
    "rulesets.json: $name",
    ({ ruleset: input, evaluations }) => {
      const ruleset = compileRuleset(input);
      for (const {
        flag_key: key,
        context,
        value,
        is_code_default: isCodeDefault,
        variant,
        reason,
        rule_id: ruleId,
      } of evaluations) {
        const told = { ...(isCodeDefault && { isCodeDefault }), ...(variant !== undefined && { variant }) };
        const expected = { flagKey: key, value, reason, ruleId, ...told };
        expect(spoken(evaluate(ruleset, key, context)), JSON.stringify(context)).toEqual(expected);
        expect(explain(ruleset, key, context), JSON.stringify(context)).toMatchObject(expected);
        const isArchived = input.flags.some((flag) => flag.key === key && flag.status === "archived");
        const among = evaluateAll(ruleset, context)
          .filter(({ flagKey }) => flagKey === key)
          .map(spoken);
        expect(among).toEqual(isArchived ? [] : [expected]);
      }
    },
  );
});

describe("hashes.json", () => {
  const { hashes, buckets, splits } = read<HashFile>("hashes");
  const independent = (text: string) => murmurHash3.x86.hash32(new TextEncoder().encode(text), 0);

  test("hashes.json holds at least forty hashes of every block length", () => {
    expect(hashes.length + buckets.length).toBeGreaterThanOrEqual(40);
    expect(new Set(hashes.map(({ text }) => new TextEncoder().encode(text).length % 4)).size).toBe(4);
  });

  test.each(hashes)(
    "hashes.json: the hash of $text, by this and by an independent implementation",
    ({ text, hash }) => {
      expect(new Murmur3().of(text)).toBe(hash);
      expect(independent(text)).toBe(hash);
    },
  );

  test.each(buckets)(
    "hashes.json: the bucket of $id under $salt, by this and by an independent implementation",
    (bucket) => {
      const { salt, id, hash } = bucket;
      expect(new Murmur3(`${salt}:`).of(id)).toBe(hash);
      expect(independent(`${salt}:${id}`)).toBe(hash);
      const ruleset = compileRuleset(rulesetOf([{ percentage: 50, salt }]));
      expect(explain(ruleset, "flag", { user_id: id })?.trace[0]?.percentage?.bucket).toBe(bucket.bucket);
    },
  );

  test.each(splits)(
    "hashes.json: the bucket of $id in the split under $salt, by this and by an independent implementation",
    ({ salt, id, hash, bucket }) => {
      expect(new Murmur3(`${salt}/split:`).of(id)).toBe(hash);
      expect(independent(`${salt}/split:${id}`)).toBe(hash);
      const ruleset = compileRuleset(rulesetOf([{ split: [{ value: false, weight: 50 }], salt }]));
      expect(explain(ruleset, "flag", { user_id: id })?.trace[0]?.split?.bucket).toBe(bucket);
    },
  );
});

describe("patterns.json", () => {
  const messages = {
    length: /longer than 500 bytes/,
    syntax: /not valid RE2/,
    nested: /nested quantifier/,
    weight: /Unicode classes|steps/,
  };

  test.each(read<{ cases: PatternCase[] }>("patterns").cases)(
    "patterns.json: $pattern: $ok $because",
    ({ pattern, ok, because }) => {
      const text = typeof pattern === "string" ? pattern : pattern.repeat.repeat(pattern.times);
      const check = checkPattern(text);
      expect(check.ok).toBe(ok);
      if (!check.ok) expect(check.message).toMatch(messages[because ?? "syntax"]);
    },
  );
});
