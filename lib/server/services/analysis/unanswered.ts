import type { Effect, RulesAnalysis } from "@/lib/contract/analysis";
import { sql } from "../../db/sql";
import type { Read } from "./read";

/** What is said of a change of which there was no time to find out anything. */
export async function unknownEffect(read: Read, projectId: string): Promise<Effect> {
  const users = await read<{ id: string }>(
    sql`SELECT id FROM test_users WHERE project_id = ${projectId} ORDER BY created_at, id`,
  );
  return {
    changes: [],
    unanswered: [{ rule_before: null, rule_after: null, because: "budget", is_exposure: true }],
    test_users: [],
    ...(users.length > 0 && { test_users_not_tried: users.map(({ id }) => id) }),
    new_exposure: "unknown",
  };
}

/** The same of a list: each of its rules is left open. */
export const unknownFindings = (ruleIds: readonly string[]): Pick<RulesAnalysis, "findings" | "not_analysed"> => ({
  findings: [],
  not_analysed: ruleIds.map((id) => ({ rule_id: id, question: "never_reached", because: "budget" })),
});
