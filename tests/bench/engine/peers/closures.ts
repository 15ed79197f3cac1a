import { type ElementInput, readElement } from "@/lib/targeting/element";
import { Murmur3 } from "@/lib/targeting/murmur3";
import type { BenchContext, Scenario } from "../scenario";
import { CannotExpress, type Peer } from "./peer";

type Test = (context: BenchContext) => boolean;

/**
 * A yardstick and no peer: conditions compiled once to closures over native Sets and regular expressions, as one would
 * write them for exactly these rules and contexts. It checks no type, knows no lists, no dates and no paths, gives no
 * reason, and its patterns are not safe from anybody.
 */
export const closures: Peer = {
  name: "closures",
  async load({ ruleset, keys, contexts }) {
    const flags = keys.map((key) => rulesOf(ruleset, key));
    const isOn = (rules: readonly Test[], context: BenchContext): boolean => {
      for (const rule of rules) if (rule(context)) return true;
      return false;
    };
    return {
      answers(at) {
        const context = contexts[at];
        return flags.map((rules) => context !== undefined && isOn(rules, context));
      },
      run(chosen) {
        let on = 0;
        for (const at of chosen) {
          const context = contexts[at];
          if (context !== undefined) for (const rules of flags) if (isOn(rules, context)) on += 1;
        }
        return on;
      },
    };
  },
};

function rulesOf({ flags, rules, segments }: Scenario["ruleset"], key: string): readonly Test[] {
  const id = flags.find((flag) => flag.key === key)?.id;
  const audiences = new Map(segments.map((segment) => [segment.id, anyOf(segment.rules.map(elementOf))]));
  return rules
    .filter((rule) => rule.flag_id === id)
    .map((rule) => {
      const tests = rule.conditions.map(elementOf);
      const audience = audiences.get(rule.segment_id ?? "");
      if (audience) tests.push(audience);
      if (typeof rule.percentage === "number") tests.push(rolloutOf(rule.percentage, rule.salt ?? rule.id));
      return allOf(tests);
    });
}

type Asked = { operator: string; value?: unknown } & ({ attribute: string } | { key: string });

/** A condition, or a group of any or none of some. */
function elementOf(element: ElementInput<Asked>): Test {
  const read = readElement(element);
  if (read.type === "segment") throw new CannotExpress("a reference");
  if (read.type === "condition") {
    const { condition } = read;
    return testOf("key" in condition ? condition.key : condition.attribute, condition.operator, condition.value);
  }
  const any = anyOf(read.elements.map(elementOf));
  return read.kind === "any" ? any : (context) => !any(context);
}

function allOf(tests: readonly Test[]): Test {
  const [only] = tests;
  return only !== undefined && tests.length === 1 ? only : (context) => tests.every((test) => test(context));
}

const anyOf =
  (tests: readonly Test[]): Test =>
  (context) =>
    tests.some((test) => test(context));

function rolloutOf(percentage: number, salt: string): Test {
  const hash = new Murmur3(`${salt}:`);
  return ({ user_id: id }) => id !== undefined && (hash.of(id) / 2 ** 32) * 100 < percentage;
}

function testOf(name: string, operator: string, value: unknown): Test {
  const text = String(value);
  const items = new Set(Array.isArray(value) ? value.map(String) : [text]);
  const number = Number(value);
  const pattern = operator === "regex" ? new RegExp(text) : /./;
  const textTest = (test: (attribute: string) => boolean): Test => {
    return (context) => {
      const attribute = context[name];
      return attribute !== undefined && test(String(attribute));
    };
  };
  switch (operator) {
    case "equals":
      return (context) => context[name] === value;
    case "not_equals":
      return (context) => context[name] !== undefined && context[name] !== value;
    case "in":
      return textTest((attribute) => items.has(attribute));
    case "not_in":
      return textTest((attribute) => !items.has(attribute));
    case "starts_with":
      return textTest((attribute) => attribute.startsWith(text));
    case "ends_with":
      return textTest((attribute) => attribute.endsWith(text));
    case "contains":
      return textTest((attribute) => attribute.includes(text));
    case "greater_than":
      return (context) => Number(context[name]) > number;
    case "less_than":
      return (context) => Number(context[name]) < number;
    case "regex":
      return textTest((attribute) => pattern.test(attribute));
    default:
      throw new CannotExpress(operator);
  }
}
