import type { Effect } from "@/lib/contract/analysis";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import { readRows, sql } from "../db/sql";
import { segmentColumns } from "./row-readers";
import { type SegmentRow, toSegment } from "./rows";

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
export function toEffect({ changes, unanswered, newExposure }: ChangeReport): Effect {
  return {
    changes: changes.map(({ ruleBefore, ruleAfter, from, to, who, sentence, witness, listAttributes, isExposure }) => ({
      rule_before: ruleBefore,
      rule_after: ruleAfter,
      from,
      to,
      who,
      sentence,
      witness: { ...witness },
      list_attributes: [...listAttributes],
      is_exposure: isExposure,
    })),
    unanswered: unanswered.map(({ ruleBefore, ruleAfter, because, isExposure }) => ({
      rule_before: ruleBefore,
      rule_after: ruleAfter,
      because,
      is_exposure: isExposure,
    })),
    new_exposure: newExposure,
  };
}
