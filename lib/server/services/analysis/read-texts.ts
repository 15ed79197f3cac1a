import type { Flag } from "@/lib/contract/flag";
import { defaultIn, type EnvironmentStates, isOnIn } from "@/lib/contract/flag-state";
import type { JsonValue } from "@/lib/contract/json";
import type { FlagInput, RuleInput, SegmentInput } from "@/lib/targeting";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { RequiredFlags } from "@/lib/targeting/analysis/rules/required";
import type { TestUserInput } from "@/lib/targeting/analysis/test-users";
import { ledTo, segmentsNamed } from "@/lib/targeting/segment-references";
import { CorruptRowError } from "../../service-error";
import type { ListText, ListTexts, UserTexts } from "../../store/analysis-texts";
import { isRuleConditions, isSegmentConditions } from "../../store/conditions";
import type { RuleList } from "../../store/rules";

/** A list in the analysis' form, with its flag. */
export interface ReadList extends RuleList, RuleListInput {
  readonly flagKey: string;
  /** Where the flag is off, or does not get what it requires, the default in the application's code counts. */
  readonly mayLeaveToCode: boolean;
}

/** The columns of a flag that are read. */
interface StoredFlag extends Omit<FlagInput, "default_value" | "status" | "environments"> {
  status: Flag["status"];
  default_value: JsonValue;
  environments: EnvironmentStates;
}

/**
 * @param drafted segments that a draft names
 * @throws CorruptRowError
 */
export function readTexts({ lists, segments, required = [] }: ListTexts, drafted: readonly string[] = []): ReadList[] {
  const segmentById = new Map(segments.map(readSegment).map((segment) => [segment.id, segment]));
  const known = required.map(readRequired);
  return lists.map(({ flagId, environment, flag: flagText, rules: rulesText, isOff }) => {
    const flag: StoredFlag = JSON.parse(flagText);
    const rules = readRules(rulesText);
    const needed = requiredBy(flag, environment, known);
    return {
      flagId,
      environment,
      flagKey: flag.key,
      defaultValue: defaultIn({ ...flag, default_value: { value: flag.default_value } }, environment),
      variants: flag.variants,
      rules,
      segments: ledTo([...drafted, ...segmentsNamed([...rules, ...(needed?.rules ?? [])])], segmentById),
      mayLeaveToCode: flag.when_disabled === "code_default" && (isOff === true || needed !== undefined),
      ...(needed && { required: needed }),
      ...(isOff && { isOff }),
    };
  });
}

/** A flag that others may require, with its rules in an environment. */
interface RequiredList {
  readonly environment: string;
  readonly flag: FlagInput;
  readonly rules: readonly RuleInput[];
}

function readRequired({ environment, flag: text, rules }: ListText): RequiredList {
  const flag: StoredFlag = JSON.parse(text);
  return { environment, flag: { ...flag, default_value: { value: flag.default_value } }, rules: readRules(rules) };
}

/** What a flag requires in an environment, directly or indirectly; undefined: nothing. */
function requiredBy(
  { requires }: StoredFlag,
  environment: string,
  known: readonly RequiredList[],
): RequiredFlags | undefined {
  if (!requires || requires.length === 0) return undefined;
  const byKey = new Map(known.flatMap((each) => (each.environment === environment ? [[each.flag.key, each]] : [])));
  const keys = new Set(requires.map(({ flag }) => flag));
  const found: RequiredList[] = [];
  // Iterating over a set also visits what is added meanwhile.
  for (const key of keys) {
    const list = byKey.get(key);
    if (list === undefined) continue;
    found.push(list);
    for (const { flag } of list.flag.requires ?? []) keys.add(flag);
  }
  return { requires, environment, flags: found.map(({ flag }) => flag), rules: found.flatMap(({ rules }) => rules) };
}

/** Whether the list's rules decide anything: its flag is on in its environment. */
export function isOnInText({ flag: text, environment }: ListText): boolean {
  const flag: StoredFlag = JSON.parse(text);
  return isOnIn(flag, environment);
}

function readSegment(text: string): SegmentInput {
  const segment: SegmentInput = JSON.parse(text);
  if (!isSegmentConditions(segment.rules)) throw new CorruptRowError("segments", segment.id, "rules");
  return segment;
}

function readRules(text: string): RuleInput[] {
  const rules: RuleInput[] = JSON.parse(text);
  for (const { id, conditions } of rules) {
    if (!isRuleConditions(conditions)) throw new CorruptRowError("rules", id, "conditions");
  }
  return rules;
}

interface StoredExpectation {
  test_user_id: string;
  flag_id: string;
  environment: string;
  value: JsonValue;
}

/** A project's test users, oldest first, with what they are expected to get from a list. */
export function readTestUsers({ users: usersText, expectations }: UserTexts): (list: RuleList) => TestUserInput[] {
  const users: TestUserInput[] = JSON.parse(usersText);
  const rows: StoredExpectation[] = JSON.parse(expectations);
  const expected = new Map(
    rows.map(({ test_user_id: userId, flag_id: flagId, environment, value }) => [
      key(userId, { flagId, environment }),
      value,
    ]),
  );
  return (list) =>
    users.map((user) => {
      const value = expected.get(key(user.id, list));
      return value === undefined ? user : { ...user, expected: value };
    });
}

const key = (userId: string, { flagId, environment }: RuleList): string => `${userId} ${flagId} ${environment}`;
