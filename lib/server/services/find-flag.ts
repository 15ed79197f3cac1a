import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import { getDb } from "../db/client";
import { notFound } from "../service-error";
import { type FlagRow, toFlag } from "./rows";

/** A flag, with what of its project its rules are judged by. */
export interface FlagSubject {
  flag: Flag;
  project: Pick<Project, "id" | "environments">;
}

/** One of a flag's rules, with the flag. */
export interface RuleSubject extends FlagSubject {
  rule: Rule;
}

type JoinedRow = FlagRow & { environments: string[] };

/**
 * A flag with what of its project is needed to judge a change to it.
 * @throws ServiceError 404
 */
export async function findFlag(id: string): Promise<FlagSubject> {
  const { rows } = await getDb().pool.query<JoinedRow>({
    name: "guidon_find_flag",
    text: `SELECT f.id, f.project_id AS "projectId", f.key, f.name, f.description, f.flag_type AS "flagType",
                  f.default_value AS "defaultValue", f.enabled, f.status, f.when_disabled AS "whenDisabled", f.tags, f.scheduled_at AS "scheduledAt",
                  f.created_at AS "createdAt", f.updated_at AS "updatedAt", p.environments
           FROM flags f JOIN projects p ON p.id = f.project_id WHERE f.id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (row === undefined) throw notFound();
  return { flag: toFlag(row), project: { id: row.projectId, environments: row.environments } };
}
