import { type ElementInput, readElement } from "@/lib/targeting/element";
import { Murmur3 } from "@/lib/targeting/murmur3";
import type { BenchContext, Scenario } from "../scenario";
import { CannotExpress, type Peer } from "./peer";

type Test = (context: BenchContext) => boolean;

/** Makes the closures that read a context. */
interface Reading {
  equals(name: string, value: unknown): Test;
  differs(name: string, value: unknown): Test;
  exceeds(name: string, number: number): Test;
  isBelow(name: string, number: number): Test;
  /** @param test asked about the attribute as a text */
  passes(name: string, test: (text: string) => boolean): Test;
  hasId(test: (id: string) => boolean): Test;
}

const readAny: Reading = {
  equals: (name, value) => (context) => context[name] === value,
  differs: (name, value) => (context) => context[name] !== undefined && context[name] !== value,
  exceeds: (name, number) => (context) => Number(context[name]) > number,
  isBelow: (name, number) => (context) => Number(context[name]) < number,
  passes: (name, test) => (context) => {
    const attribute = context[name];
    return attribute !== undefined && test(String(attribute));
  },
  hasId:
    (test) =>
    ({ user_id: id }) =>
      id !== undefined && test(id),
};

const readOwn: Reading = {
  equals: (name, value) => (context) => Object.hasOwn(context, name) && context[name] === value,
  differs: (name, value) => (context) => Object.hasOwn(context, name) && context[name] !== value,
  exceeds: (name, number) => (context) => Object.hasOwn(context, name) && Number(context[name]) > number,
  isBelow: (name, number) => (context) => Object.hasOwn(context, name) && Number(context[name]) < number,
  passes: (name, test) => (context) => Object.hasOwn(context, name) && test(String(context[name])),
  hasId: (test) => (context) => Object.hasOwn(context, "user_id") && test(context.user_id),
};

/**
 * A yardstick and no peer: conditions compiled once to closures over native Sets and regular expressions, as one would
 * write them for exactly these rules and contexts. A flag's rules are found by its key. It checks no type, knows no
 * lists, no dates and no paths, gives no reason, and its patterns are not safe from anybody.
 */
export const closures = yardstick("closures", readAny);

/** The same, with a check before each read that the attribute is the context's own, and not its prototype's. */
export const ownClosures = yardstick("closures, own properties", readOwn);

function yardstick(name: string, reading: Reading): Peer {
  return {
    name,
    async load({ ruleset, keys, contexts }) {
      const flags = new Map(keys.map((key) => [key, new RuleCompiler(reading).rulesOf(ruleset, key)]));
      const isOn = (key: string, context: BenchContext): boolean => {
        const rules = flags.get(key);
        if (rules === undefined) return false;
        for (const rule of rules) if (rule(context)) return true;
        return false;
      };
      return {
        answers(at) {
          const context = contexts[at];
          return keys.map((key) => context !== undefined && isOn(key, context));
        },
        run(chosen) {
          let on = 0;
          for (const at of chosen) {
            const context = contexts[at];
            if (context !== undefined) for (const key of keys) if (isOn(key, context)) on += 1;
          }
          return on;
        },
      };
    },
  };
}

type Asked = { operator: string; value?: unknown } & ({ attribute: string } | { key: string });

class RuleCompiler {
  constructor(private readonly reading: Reading) {}

  rulesOf({ flags, rules, segments }: Scenario["ruleset"], key: string): readonly Test[] {
    const id = flags.find((flag) => flag.key === key)?.id;
    const audiences = new Map(segments.map((segment) => [segment.id, anyOf(this.elementsOf(segment.rules))]));
    return rules
      .filter((rule) => rule.flag_id === id)
      .map((rule) => {
        const tests = this.elementsOf(rule.conditions);
        const audience = audiences.get(rule.segment_id ?? "");
        if (audience) tests.push(audience);
        if (typeof rule.percentage === "number") tests.push(this.rolloutOf(rule.percentage, rule.salt ?? rule.id));
        return allOf(tests);
      });
  }

  private elementsOf(elements: readonly ElementInput<Asked>[]): Test[] {
    return elements.map((element) => this.elementOf(element));
  }

  /** A condition, or a group of any or none of some. */
  private elementOf(element: ElementInput<Asked>): Test {
    const read = readElement(element);
    if (read.type === "segment") throw new CannotExpress("a reference");
    if (read.type === "condition") {
      const { condition } = read;
      return this.testOf("key" in condition ? condition.key : condition.attribute, condition.operator, condition.value);
    }
    const any = anyOf(this.elementsOf(read.elements));
    return read.kind === "any" ? any : (context) => !any(context);
  }

  private rolloutOf(percentage: number, salt: string): Test {
    const hash = new Murmur3(`${salt}:`);
    return this.reading.hasId((id) => (hash.of(id) / 2 ** 32) * 100 < percentage);
  }

  private testOf(name: string, operator: string, value: unknown): Test {
    const { equals, differs, exceeds, isBelow, passes } = this.reading;
    const text = String(value);
    const items = new Set(Array.isArray(value) ? value.map(String) : [text]);
    const pattern = operator === "regex" ? new RegExp(text) : /./;
    switch (operator) {
      case "equals":
        return equals(name, value);
      case "not_equals":
        return differs(name, value);
      case "in":
        return passes(name, (attribute) => items.has(attribute));
      case "not_in":
        return passes(name, (attribute) => !items.has(attribute));
      case "starts_with":
        return passes(name, (attribute) => attribute.startsWith(text));
      case "ends_with":
        return passes(name, (attribute) => attribute.endsWith(text));
      case "contains":
        return passes(name, (attribute) => attribute.includes(text));
      case "greater_than":
        return exceeds(name, Number(value));
      case "less_than":
        return isBelow(name, Number(value));
      case "regex":
        return passes(name, (attribute) => pattern.test(attribute));
      default:
        throw new CannotExpress(operator);
    }
  }
}

function allOf(tests: readonly Test[]): Test {
  const [only] = tests;
  return only !== undefined && tests.length === 1 ? only : (context) => tests.every((test) => test(context));
}

const anyOf =
  (tests: readonly Test[]): Test =>
  (context) =>
    tests.some((test) => test(context));
