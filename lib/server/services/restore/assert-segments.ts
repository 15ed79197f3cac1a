import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import { conflict } from "../../service-error";
import { knownSegments } from "../../store/segments";
import type { Tx } from "../../store/transaction";

/** Refuses rules whose segment has gone. @throws ServiceError 409 */
export async function assertSegments(tx: Tx, projectId: string, rules: readonly Rule[]): Promise<void> {
  const ids = [...new Set(rules.flatMap(({ segment_id: segmentId }) => segmentId ?? []))];
  const known = await knownSegments(tx, projectId, ids);
  const gone = ids.filter((segmentId) => !known.has(segmentId));
  if (gone.length === 0) return;
  throw conflict("A rule is in a segment that was deleted: restore the segment first", {
    segment_id: gone.slice(0, limits.issues).map((segmentId) => `Is gone: ${segmentId}`),
  });
}
