import type { RuleInput, SegmentInput } from "guidon-engine";

interface Conditions {
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/**
 * Long lists of condition values are sent once, by their content: `{"list": "<sha256>"}` stands where one is, so that a
 * change of a rule does not send a hundred thousand ids again.
 */
export class Lists {
  #byHash = new Map<string, unknown>();

  /** @param load gets a list that is not known yet */
  constructor(private readonly load: (hash: string) => Promise<unknown>) {}

  /** Whether lists are named that have to be loaded. */
  isNamedIn(conditions: Conditions): boolean {
    return namedIn(conditions).size > 0;
  }

  /** The same with every list in its place. What names no list is the same object. */
  async resolve({ rules, segments }: Conditions): Promise<Conditions> {
    const named = namedIn({ rules, segments });
    if (named.size === 0) return { rules, segments };
    for (const hash of named) if (!this.#byHash.has(hash)) this.#byHash.set(hash, await this.load(hash));
    return {
      rules: rules.map((rule) => ({ ...rule, conditions: this.#replace(rule.conditions) })),
      segments: segments.map((segment) => ({ ...segment, rules: this.#replace(segment.rules) })),
    };
  }

  /** Forgets the lists that a ruleset does not use any more. */
  keepUsed(ruleset: Conditions): void {
    if (this.#byHash.size === 0) return;
    const used = new Set<unknown>();
    visitValues(ruleset, (value) => used.add(value));
    this.#byHash = new Map([...this.#byHash].filter(([, list]) => used.has(list)));
  }

  /** Only values of conditions differ afterwards, which have no type of their own. */
  #replace<T>(node: T): T {
    return mapValues(node, (value) => {
      const hash = hashOf(value);
      return hash === undefined ? value : this.#byHash.get(hash);
    }) as T;
  }
}

const HASH = /^[0-9a-f]{64}$/;

/** The hash that stands for a list, or undefined. */
function hashOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("list" in value)) return undefined;
  return typeof value.list === "string" && HASH.test(value.list) ? value.list : undefined;
}

function namedIn(conditions: Conditions): ReadonlySet<string> {
  const named = new Set<string>();
  visitValues(conditions, (value) => {
    const hash = hashOf(value);
    if (hash !== undefined) named.add(hash);
  });
  return named;
}

/** Conditions and groups of them, from a list down: every value of a condition as `change` makes it. */
function mapValues(node: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => mapValues(each, change));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, each]) => [key, key === "value" ? change(each) : mapValues(each, change)]),
  );
}

/** Values in rules and defaults of flags are not those of conditions, and may look like anything. */
function visitValues({ rules, segments }: Conditions, onValue: (value: unknown) => void): void {
  const visitList = (elements: unknown): void => {
    if (Array.isArray(elements)) elements.forEach(visit);
  };
  const visit = (element: unknown): void => {
    if (typeof element !== "object" || element === null) return;
    const { value, operator, all, any, none }: Partial<Record<string, unknown>> = element;
    if (value !== undefined) onValue(value);
    // Nearly all elements are conditions, and a cold start looks at each of them once.
    if (operator === undefined) [all, any, none].forEach(visitList);
  };
  for (const { conditions } of rules) visitList(conditions);
  for (const segment of segments) visitList(segment.rules);
}
