import {
  compile,
  evaluate,
  evaluateAll,
  explain,
  type JsonValue,
  type RuleInput,
  type RulesetInput,
  type SegmentInput,
} from "guidon-engine";
import { isEqual } from "@/packages/engine/src/equal";
import { rulesetOf } from "../unit/targeting/builders";

/** The files of tests/vectors by their names, as they are written: a key `__proto__` must reach JSON.parse. */
export type VectorTexts = Readonly<Record<"conditions" | "groups" | "rulesets" | "hashes" | "patterns", string>>;

interface Outcome {
  readonly checks: number;
  /** What differs, a line each. */
  readonly failures: readonly string[];
}

interface Case {
  readonly name: string;
  readonly matches: readonly unknown[];
  readonly misses: readonly unknown[];
}

/** Evaluates every vector with the engine as its package gives it, in whatever runtime this runs. */
export async function runVectors(texts: VectorTexts): Promise<Outcome> {
  const failures: string[] = [];
  let checks = 0;
  const check = (name: string, found: unknown, expected: unknown): void => {
    checks += 1;
    if (!isEqual(found, expected))
      failures.push(`${name}: ${JSON.stringify(found)} and not ${JSON.stringify(expected)}`);
  };
  const decide = async (name: string, ruleset: RulesetInput, { matches, misses }: Case): Promise<void> => {
    const compiled = await compile(ruleset);
    for (const [contexts, expected] of [[matches, true] as const, [misses, false] as const]) {
      for (const context of contexts) {
        check(name, evaluate(compiled, "flag", context)?.value, expected);
        check(name, explain(compiled, "flag", context)?.value, expected);
      }
    }
  };

  const conditions: { cases: (Case & { condition: RuleInput["conditions"][number] })[] } = JSON.parse(texts.conditions);
  for (const each of conditions.cases) await decide(each.name, rulesetOf([{ conditions: [each.condition] }]), each);

  const groups: { cases: (Case & { conditions: RuleInput["conditions"]; segments: SegmentInput[] })[] } = JSON.parse(
    texts.groups,
  );
  for (const each of groups.cases)
    await decide(each.name, rulesetOf([{ conditions: each.conditions }], each.segments), each);

  const rulesets: { cases: RulesetCase[] } = JSON.parse(texts.rulesets);
  for (const { name, ruleset, evaluations } of rulesets.cases) {
    const compiled = await compile(ruleset);
    for (const { flag_key: key, context, value, reason, rule_id: ruleId, is_code_default, variant } of evaluations) {
      const expected = [value, reason, ruleId, is_code_default, variant];
      const all = evaluateAll(compiled, context).filter(({ flagKey }) => flagKey === key);
      for (const found of [evaluate(compiled, key, context), explain(compiled, key, context), ...all]) {
        check(name, [found?.value, found?.reason, found?.ruleId, found?.isCodeDefault, found?.variant], expected);
      }
    }
  }

  const { buckets, splits }: { buckets: Draw[]; splits: Draw[] } = JSON.parse(texts.hashes);
  for (const { salt, id, bucket } of buckets) {
    const compiled = await compile(rulesetOf([{ percentage: 50, salt }]));
    check(`bucket ${salt}:${id}`, explain(compiled, "flag", { user_id: id })?.trace[0]?.percentage?.bucket, bucket);
  }
  for (const { salt, id, bucket } of splits) {
    const compiled = await compile(rulesetOf([{ split: [{ value: false, weight: 50 }], salt }]));
    check(`split ${salt}:${id}`, explain(compiled, "flag", { user_id: id })?.trace[0]?.split?.bucket, bucket);
  }

  const patterns: { cases: PatternCase[] } = JSON.parse(texts.patterns);
  for (const { pattern, ok, because } of patterns.cases) {
    const value = typeof pattern === "string" ? pattern : pattern.repeat.repeat(pattern.times);
    const compiled = await compile(rulesetOf([{ conditions: [{ attribute: "a", operator: "regex", value }] }]));
    const [trace] = explain(compiled, "flag", { a: "" })?.trace[0]?.conditions ?? [];
    const isRefused = trace !== undefined && "detail" in trace && trace.detail.startsWith("cannot evaluate");
    // The others are refused when a rule is saved, and are evaluated where they are stored all the same.
    check(`pattern ${value}`, isRefused, !ok && (because === "length" || because === "syntax"));
  }
  return { checks, failures };
}

interface RulesetCase {
  readonly name: string;
  readonly ruleset: RulesetInput;
  readonly evaluations: readonly {
    readonly flag_key: string;
    readonly context: unknown;
    readonly value: JsonValue;
    readonly reason: string;
    readonly rule_id: string | null;
    readonly is_code_default?: true;
    readonly variant?: string | null;
  }[];
}

interface Draw {
  readonly salt: string;
  readonly id: string;
  readonly bucket: number | null;
}

interface PatternCase {
  readonly pattern: string | { readonly repeat: string; readonly times: number };
  readonly ok: boolean;
  readonly because?: string;
}
