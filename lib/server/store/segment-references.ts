import { Prisma } from "../db/generated/client";
import { referencedIn } from "./condition-columns";
import type { Tx } from "./transaction";

/** A query for a segment, the segments that refer to it, those that refer to them, and so on. */
const containing = (segmentId: string) => Prisma.sql`
  containing AS (
    SELECT id, name, project_id FROM segments WHERE id = ${segmentId}::uuid
    UNION
    SELECT s.id, s.name, s.project_id FROM containing c JOIN segments s ON s.project_id = c.project_id
    WHERE c.id IN ${referencedIn("s.rules")})`;

/** How a rule leads to a segment. */
export interface Reach {
  ruleId: string;
  flagId: string;
  environment: string;
  /** The segment that the rule names: the segment itself, or one that leads to it. */
  segmentId: string;
  segmentName: string;
  /** Whether the rule's conditions name it. The rule may link to it besides. */
  isInConditions: boolean;
}

/** Every way in which a rule leads to a segment: by its link, by its conditions, or through other segments. */
export const reachesOf = (tx: Tx, segmentId: string): Promise<Reach[]> =>
  tx.$queryRaw<Reach[]>`
    WITH RECURSIVE ${containing(segmentId)}
    SELECT r.id AS "ruleId", r.flag_id AS "flagId", r.environment, c.id AS "segmentId", c.name AS "segmentName",
      c.id IN ${referencedIn("r.conditions")} AS "isInConditions"
    FROM containing c JOIN flags f ON f.project_id = c.project_id JOIN rules r ON r.flag_id = f.id
    WHERE r.segment_id = c.id OR c.id IN ${referencedIn("r.conditions")}
    ORDER BY r.flag_id, r.environment, c.name, c.id`;

/** The segments whose conditions refer to a segment, by name. */
export const segmentsReferringTo = (tx: Tx, segmentId: string): Promise<{ id: string; name: string }[]> =>
  tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT s.id, s.name FROM segments own JOIN segments s ON s.project_id = own.project_id
    WHERE own.id = ${segmentId}::uuid AND own.id IN ${referencedIn("s.rules")}
    ORDER BY s.name, s.id`;

/** A segment that refers to others. */
interface ReferringSegment {
  id: string;
  name: string;
  references: string[];
}

/** The segments of a project that refer to others. */
export const referringSegments = (tx: Tx, projectId: string): Promise<ReferringSegment[]> =>
  tx.$queryRaw<ReferringSegment[]>`
    SELECT s.id, s.name, array_agg(DISTINCT found.id::text) AS references
    FROM segments s CROSS JOIN LATERAL ${referencedIn("s.rules")} AS found
    WHERE s.project_id = ${projectId}::uuid
    GROUP BY s.id`;

/** These segments and all that they lead to. */
export async function withReferenced(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE led AS (
      SELECT unnest(${[...ids]}::uuid[]) AS id
      UNION
      SELECT found.id FROM led JOIN segments s ON s.id = led.id CROSS JOIN LATERAL ${referencedIn("s.rules")} AS found)
    SELECT id FROM led`;
  return rows.map(({ id }) => id);
}
