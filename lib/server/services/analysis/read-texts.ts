import type { JsonValue } from "@/lib/contract/json";
import type { Segment } from "@/lib/contract/segment";
import type { RuleListInput } from "@/lib/targeting/analysis/rule-list";
import type { TestUserInput } from "@/lib/targeting/analysis/test-users";
import { withDates } from "../../db/json-shape";
import { flagShape, ruleShape, segmentShape } from "../row-shapes";
import { toFlag, toRule, toSegment } from "../rows";
import type { RuleList } from "../rule-list";
import type { ListTexts, UserTexts } from "./task";

/** A list as the analysis takes it, with the flag that it is of. */
export interface ReadList extends RuleList, RuleListInput {
  readonly flagKey: string;
}

/** @throws CorruptRowError */
export function readTexts({ lists, segments }: ListTexts): ReadList[] {
  const read = segments.map((text) => onlyRow(withDates(JSON.parse(`[${text}]`), segmentShape)));
  const segmentById = new Map<string, Segment>(read.map((row) => [row.id, toSegment(row)]));
  return lists.map(({ flagId, environment, flag: flagText, rules: rulesText }) => {
    const flag = toFlag(onlyRow(withDates(JSON.parse(`[${flagText}]`), flagShape)));
    const rules = withDates(JSON.parse(rulesText), ruleShape).map(toRule);
    const linked = new Set(rules.flatMap(({ segment_id: id }) => id ?? []));
    return {
      flagId,
      environment,
      flagKey: flag.key,
      defaultValue: flag.default_value.value,
      rules,
      segments: [...linked].flatMap((id) => segmentById.get(id) ?? []),
    };
  });
}

function onlyRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error("A text holds a row");
  return row;
}

interface ExpectationRow {
  testUserId: string;
  flagId: string;
  environment: string;
  value: JsonValue;
}

/** A project's test users, oldest first, with what a list is to give them. */
export function readTriedUsers({ users: usersText, expectations }: UserTexts): (list: RuleList) => TestUserInput[] {
  const users: TestUserInput[] = JSON.parse(usersText);
  const rows: ExpectationRow[] = JSON.parse(expectations);
  const expected = new Map(rows.map((row) => [key(row.testUserId, row), row.value]));
  return (list) =>
    users.map((user) => {
      const value = expected.get(key(user.id, list));
      return value === undefined ? user : { ...user, expected: value };
    });
}

const key = (userId: string, { flagId, environment }: RuleList): string => `${userId} ${flagId} ${environment}`;
