import { expect, test } from "vitest";
import { effectAnswer } from "@/lib/server/services/analysis/effect-answer";
import type { ListText } from "@/lib/server/store/analysis-texts";
import { Budget } from "@/lib/targeting/analysis/budget";

const RULES = 10;
const flag = { key: "checkout", default_value: false, environments: {} };

/** A list whose fifth rule lets so many in. */
function listOf(flagId: string, percentage: number): ListText {
  const rules = Array.from({ length: RULES }, (_, at) => ({
    ...{ id: `${flagId} ${at}`, flag_id: flagId, environment: "live", position: at + 1, name: null, value: true },
    conditions: [{ attribute: "plan", operator: "equals", value: `plan ${at}` }],
    ...{
      percentage: at === 4 ? percentage : null,
      enabled: true,
      segment_id: null,
      bucket_by: "user_id",
      salt: flagId,
    },
  }));
  return { flagId, environment: "live", flag: JSON.stringify(flag), rules: JSON.stringify(rules) };
}

const texts = (ids: readonly string[], percentage: number) => ({
  lists: ids.map((id) => listOf(id, percentage)),
  segments: [],
});

test("of more lists than there are steps for, some are analysed completely, and of the others it is said", () => {
  const ids = Array.from({ length: 200 }, (_, at) => `flag ${at}`);
  const testUsers = { users: "[]", expectations: "[]" };
  const task = { type: "effect", before: texts(ids, 10), after: texts(ids, 50), testUsers } as const;
  const { lists, new_exposure } = effectAnswer(task, new Budget(1_000), new Budget(Number.POSITIVE_INFINITY));
  expect(lists.map(({ flag_id }) => flag_id)).toEqual(ids);
  const known = lists.filter(({ unanswered }) => unanswered.length === 0);
  expect(known.length).toBeGreaterThan(0);
  expect(known.length).toBeLessThan(ids.length);
  for (const { changes } of known) expect(changes).toMatchObject([{ from: false, to: true, is_exposure: true }]);
  for (const list of lists.slice(-50)) {
    expect(list).toMatchObject({ changes: [], new_exposure: "unknown" });
    expect(list.unanswered).toEqual([{ rule_before: null, rule_after: null, because: "budget", is_exposure: true }]);
  }
  expect(new_exposure).toBe("yes");
});
