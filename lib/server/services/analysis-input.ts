import type { Change, Effect } from "@/lib/contract/analysis";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { ChangeReport, Change as FoundChange } from "@/lib/targeting/analysis/changes";
import type { TestUserChange } from "@/lib/targeting/analysis/test-users";
import { readRows, sql } from "../db/sql";
import { segmentColumns } from "./row-readers";
import { type SegmentRow, toSegment } from "./rows";
import { toTestUserChange } from "./tried-users";

/**
 * Steps that one request may take: some tenths of a second. It runs where evaluation does, and must not hold that up;
 * what is left open then is said.
 */
export const STEPS_OF_A_REQUEST = 60_000;

/** The segments that the rules link to. */
export async function readLinkedSegments(
  projectId: string,
  rules: readonly Pick<Rule, "segment_id">[],
): Promise<Segment[]> {
  const ids = [...new Set(rules.flatMap(({ segment_id: id }) => id ?? []))];
  if (ids.length === 0) return [];
  const rows = await readRows<SegmentRow>(
    sql`SELECT ${segmentColumns} FROM segments WHERE project_id = ${projectId} AND id = ANY (${ids}::uuid[])`,
  );
  return rows.map(toSegment);
}

/** What the analysis says of a change, as the API shows it. */
export function toEffect(
  { changes, unanswered, newExposure }: ChangeReport,
  testUsers: readonly TestUserChange[],
): Effect {
  return {
    changes: changes.map(toChange),
    unanswered: unanswered.map(({ ruleBefore, ruleAfter, because, isExposure }) => ({
      rule_before: ruleBefore,
      rule_after: ruleAfter,
      because,
      is_exposure: isExposure,
    })),
    test_users: testUsers.map(toTestUserChange),
    new_exposure: newExposure,
  };
}

/** People whose value differs, as the API shows them. */
export function toChange({ ruleBefore, ruleAfter, witness, listAttributes, isExposure, ...rest }: FoundChange): Change {
  const { from, to, who, sentence } = rest;
  return {
    rule_before: ruleBefore,
    rule_after: ruleAfter,
    from,
    to,
    who,
    sentence,
    witness: witness && { ...witness },
    list_attributes: [...listAttributes],
    is_exposure: isExposure,
  };
}
