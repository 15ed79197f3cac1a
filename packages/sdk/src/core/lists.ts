import { listNamedBy, needsOf, type RuleInput, type SegmentInput, visitConditions } from "guidon-engine";

interface Conditions {
  readonly rules: readonly RuleInput[];
  readonly segments: readonly SegmentInput[];
}

/**
 * Long lists of condition values are sent once: `{"list": "<sha256>"}` stands for one, so that a change of a rule does
 * not send a hundred thousand ids again.
 */
export class Lists {
  #byHash = new Map<string, unknown>();

  /** @param load gets an unknown list */
  constructor(private readonly load: (hash: string) => Promise<unknown>) {}

  /** Inserts the named lists. What names no list stays the same object. */
  async resolve({ rules, segments }: Conditions): Promise<Conditions> {
    const { lists: named } = needsOf({ rules, segments });
    if (named.size === 0) return { rules, segments };
    for (const hash of named) if (!this.#byHash.has(hash)) this.#byHash.set(hash, await this.load(hash));
    return {
      rules: rules.map((rule) => ({ ...rule, conditions: this.#replace(rule.conditions) })),
      segments: segments.map((segment) => ({ ...segment, rules: this.#replace(segment.rules) })),
    };
  }

  /** Forgets the lists that a ruleset does not use any more. */
  keepUsed(ruleset: () => Conditions): void {
    if (this.#byHash.size === 0) return;
    const used = new Set<unknown>();
    const { rules, segments } = ruleset();
    const visit = ({ value }: { readonly value?: unknown }) => used.add(value);
    for (const { conditions } of rules) visitConditions(conditions, visit);
    for (const segment of segments) visitConditions(segment.rules, visit);
    this.#byHash = new Map([...this.#byHash].filter(([, list]) => used.has(list)));
  }

  /** Only values of conditions change, which have no type of their own. */
  #replace<T>(node: T): T {
    return mapValues(node, (value) => {
      const hash = listNamedBy(value);
      return hash === undefined ? value : (this.#byHash.get(hash) ?? value);
    }) as T;
  }
}

/** Replaces every value of the conditions in a list, also in groups. */
function mapValues(node: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => mapValues(each, change));
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, each]) => [key, key === "value" ? change(each) : mapValues(each, change)]),
  );
}
