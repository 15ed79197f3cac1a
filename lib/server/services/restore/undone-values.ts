import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import type { JsonValue } from "@/lib/contract/json";
import type { Rule } from "@/lib/contract/rule";
import type { Variant } from "@/lib/contract/variant";
import { ValueChanges } from "@/lib/contract/variant-values";
import { jsonKey } from "@/lib/targeting";

/** A change of a flag's variants, and the entries of the rules and flags that got other values by it. */
interface VariantsAct {
  readonly entry: AuditEntry;
  readonly besides: readonly AuditEntry[];
}

type Variants = readonly Variant[] | undefined;
type Serving = Pick<Rule, "value" | "split"> & Partial<Pick<Rule, "id" | "updated_at">>;

/**
 * The values that change where a change of a flag's variants is undone. That change may have given a variant the value
 * of others: then a value does not tell what was served before, but the entries of the rules do. A rule that served the
 * value all along goes on serving it. One that was edited since follows its variant, unless its value has a name again.
 */
export class UndoneValues extends ValueChanges {
  private readonly changesOfAct: ValueChanges;
  private readonly named: ReadonlySet<string>;
  private readonly besides: ReadonlyMap<string, AuditEntry>;

  constructor(
    now: Variants,
    restored: Variants,
    private readonly act: VariantsAct,
  ) {
    super(now, restored);
    const [before, after] = sidesOf<Flag>(act.entry);
    this.changesOfAct = new ValueChanges(before.variants, after.variants);
    this.named = new Set((restored ?? []).map(({ value }) => jsonKey(value)));
    this.besides = new Map(act.besides.map((entry) => [entry.resource_id, entry]));
  }

  /** Nothing for what the act changed: the entry of what had that value says what it was. */
  override insteadOf(value: JsonValue): JsonValue | undefined {
    const to = super.insteadOf(value);
    return to !== undefined && isEqual(this.changesOfAct.insteadOf(to), value) ? undefined : to;
  }

  override insteadOfRequired(value: JsonValue, requiring: string): JsonValue | undefined {
    const [before, after] = sidesOf<Flag>(this.besides.get(requiring));
    const { key } = sidesOf<Flag>(this.act.entry)[1];
    const at = (after.requires ?? []).findIndex((each) => each.flag === key && isEqual(each.value, value));
    return before.requires?.[at]?.value ?? this.insteadOf(value);
  }

  override inRule<Served extends Serving>(rule: Served): Served {
    const [before, after] = sidesOf<Rule>(this.besides.get(rule.id ?? ""));
    const isEdited = (rule.updated_at ?? "") > this.act.entry.created_at;
    const now = (value: JsonValue, was: JsonValue | undefined, became: JsonValue | undefined): JsonValue => {
      if (was !== undefined && isEqual(became, value)) return was;
      const isFollowing = isEdited && !this.named.has(jsonKey(value));
      return (isFollowing ? super.insteadOf(value) : this.insteadOf(value)) ?? value;
    };
    const { value, split } = rule;
    return {
      ...rule,
      value: now(value, before.value, after.value),
      ...(split && {
        split: split.map((arm, at) => ({
          ...arm,
          value: now(arm.value, before.split?.[at]?.value, after.split?.[at]?.value),
        })),
      }),
    };
  }
}

/** Both sides of an entry; nothing of one that is not there. */
const sidesOf = <Resource>(entry: AuditEntry | undefined) =>
  // A missing field counts as one that was not changed.
  [Object(entry?.before), Object(entry?.after)] as [Partial<Resource>, Partial<Resource>];

const isEqual = (one: JsonValue | undefined, other: JsonValue): boolean =>
  one !== undefined && jsonKey(one) === jsonKey(other);
