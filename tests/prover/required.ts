import type { JsonValue, RequirementInput, SegmentInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import { valueOfArm } from "./domain";
import { type Holds, isMatch, readRule } from "./read-rule";
import type { People } from "./reading";

type Required = NonNullable<RuleListInput["required"]>;

/** Whether somebody gets all that a list's flag requires. No flag leads to itself. */
export const requirementTests = (people: People, { required, segments }: RuleListInput): readonly Holds[] =>
  required === undefined ? [] : required.requires.map((need) => meets(people, need, required, segments));

function meets(
  people: People,
  { flag: key, value }: RequirementInput,
  required: Required,
  segments: readonly SegmentInput[],
): Holds {
  const given = givenBy(people, key, required, segments);
  return (indices) => given(indices) === value;
}

/** What a flag gives somebody; undefined: nothing that counts. */
function givenBy(
  people: People,
  key: string,
  required: Required,
  segments: readonly SegmentInput[],
): (indices: readonly number[]) => JsonValue | undefined {
  const flag = required.flags.find((each) => each.key === key);
  if (flag === undefined || flag.status !== "active") return () => undefined;
  const usual = flag.default_value.value;
  const off = flag.when_disabled === "code_default" ? undefined : usual;
  if (!flag.enabled) return () => off;
  const needs = (flag.requires ?? []).map((need) => meets(people, need, required, segments));
  const rules = required.rules
    .filter(({ flag_id: flagId }) => flagId === flag.id)
    .sort((one, other) => one.position - other.position)
    .map((stored) => ({ stored, read: readRule(people, stored, segments) }));
  return (indices) => {
    if (!needs.every((holds) => holds(indices))) return off;
    const found = rules.find(({ read }) => isMatch(read, indices));
    if (found === undefined) return usual;
    const { attribute, arms } = found.read.split;
    return valueOfArm(found.stored, arms[indices[attribute] ?? 0] ?? null);
  };
}
