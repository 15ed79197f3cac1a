import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { segmentsIn } from "@/lib/targeting";
import { conflict } from "../../service-error";
import { knownSegments } from "../../store/segments";
import type { Tx } from "../../store/transaction";

/** Refuses rules that name a deleted segment. @throws ServiceError 409 */
export async function assertSegments(tx: Tx, projectId: string, rules: readonly Rule[]): Promise<void> {
  const linked = rules.flatMap(({ segment_id: segmentId }) => segmentId ?? []);
  const named = rules.flatMap(({ conditions }) => segmentsIn(conditions));
  await assertThere(tx, projectId, [...linked, ...named], "segment_id", "A rule is in a segment that was deleted");
}

/** The same for a segment that refers to others. @throws ServiceError 409 */
export async function assertReferencesThere(tx: Tx, segment: Pick<Segment, "project_id" | "rules">): Promise<void> {
  const ids = segmentsIn(segment.rules);
  await assertThere(tx, segment.project_id, ids, "rules", "It refers to a segment that was deleted");
}

async function assertThere(tx: Tx, projectId: string, ids: readonly string[], field: string, why: string) {
  const known = await knownSegments(tx, projectId, [...new Set(ids)]);
  const gone = [...new Set(ids)].filter((id) => !known.has(id));
  if (gone.length === 0) return;
  throw conflict(`${why}: restore the segment first`, {
    [field]: gone.slice(0, limits.issues).map((id) => `Is gone: ${id}`),
  });
}
