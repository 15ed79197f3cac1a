import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Effect } from "@/lib/contract/analysis";
import type { TestUser } from "@/lib/contract/test-user";
import type { RulesetInput } from "@/lib/targeting";
import type { Person } from "./people";
import { asIfOn, defaultOf, type Served, served } from "./served";

/** A rule list of a flag before a change and after it. */
export interface Compared {
  readonly flagId: string;
  readonly flagKey: string;
  readonly before: RulesetInput;
  readonly after: RulesetInput;
  readonly judged: "as if on" | "as it is";
  /** Rules that are there on one side alone go by other ids in what is said. */
  readonly lasting: ReadonlySet<string>;
  /** Rules that are new draw by other salts than those of which it was said. */
  readonly hasNewSalts?: true;
}

export type Claimed = Pick<Effect, "changes" | "unanswered" | "new_exposure" | "code_default">;

/** What is said of a change to a list, against these people and those whom it shows. */
export function checkEffect(compared: Compared, claimed: Claimed, people: readonly Person[]): void {
  const both = bothOf(compared);
  const keyOf = (servers: Servers) => keyIn(compared, servers);
  const told = new Set([...claimed.changes, ...claimed.unanswered].map(keyOf));
  const isShown = ({ rule_before, rule_after }: Servers) =>
    !compared.hasNewSalts || [rule_before, rule_after].every((id) => id === null || compared.lasting.has(id));
  const shown = claimed.changes.flatMap((change) =>
    change.witness !== null && isShown(change) ? [{ ...change, witness: change.witness }] : [],
  );
  const isCut = claimed.unanswered.some(({ because }) => because === "budget");
  const initial = defaultOf(compared.before, compared.flagKey);
  for (const person of [...people, ...shown.map(({ witness }) => witness)]) {
    const [from, to] = both(person);
    const says = `${JSON.stringify(person)} gets ${JSON.stringify([from, to])} in ${JSON.stringify(claimed)}`;
    if (from.isCodeDefault) expect(claimed.code_default, says).toContain("before");
    if (to.isCodeDefault) expect(claimed.code_default, says).toContain("after");
    if (isDeepStrictEqual(from.value, to.value)) continue;
    if (!isCut) expect(told, says).toContain(keyOf(serversOf(from, to)));
    if (!isDeepStrictEqual(to.value, initial)) expect(claimed.new_exposure, says).not.toBe("no");
  }
  for (const { witness, ...change } of shown) {
    const [from, to] = both(witness);
    const says = `who is shown: ${JSON.stringify({ witness, ...change })}`;
    expect([from.value, to.value], says).toEqual([change.from, change.to]);
    expect(keyOf(serversOf(from, to)), says).toBe(keyOf(change));
    expect(change.is_exposure, says).toBe(!isDeepStrictEqual(to.value, initial));
  }
  if (claimed.new_exposure === "yes") expect(claimed.changes.some(({ is_exposure }) => is_exposure)).toBe(true);
}

/** The test users who are named are those whose value differs, and they get what is said. */
export function checkTestUsers(compared: Compared, claimed: Effect["test_users"], users: readonly TestUser[]): void {
  const both = bothOf(compared);
  const environment = compared.before.environment;
  for (const user of users) {
    const [from, to] = both(user.context);
    const found = claimed.find(({ id }) => id === user.id);
    const says = `${user.name}: ${JSON.stringify([user.context, from, to, found, environment])}`;
    // Nobody knows whom a rule will draw that is new.
    if (found?.after !== null) expect(found !== undefined, says).toBe(!isDeepStrictEqual(from.value, to.value));
    if (found === undefined) continue;
    const answerOf = ({ value, reason, ruleId: rule_id }: Served) => ({ value, reason, rule_id });
    expect(found.before, says).toEqual(answerOf(from));
    // A promotion gives its new rules other ids than its dry run.
    if (found.after !== null) expect({ ...found.after, rule_id: "" }, says).toEqual({ ...answerOf(to), rule_id: "" });
  }
}

function bothOf({ flagId, flagKey, before, after, judged }: Compared): (person: Person) => [Served, Served] {
  const inputs = [before, after].map((input) => (judged === "as if on" ? asIfOn(input, flagId) : input));
  return (person) => {
    const [from, to] = inputs.map((input) => served(input, flagKey, person));
    if (from === undefined || to === undefined) throw new Error("Both are there");
    return [from, to];
  };
}

type Servers = Pick<Effect["changes"][number], "rule_before" | "rule_after" | "arm_before" | "arm_after">;

const serversOf = (from: Served, to: Served): Servers => ({
  rule_before: from.ruleId,
  rule_after: to.ruleId,
  arm_before: from.arm ?? undefined,
  arm_after: to.arm ?? undefined,
});

function keyIn({ lasting }: Compared, { rule_before, rule_after, arm_before, arm_after }: Servers): string {
  const [before, after] = [rule_before, rule_after].map((id) => (id === null || lasting.has(id) ? id : "other"));
  return `${before} ${arm_before ?? ""} → ${after} ${arm_after ?? ""}`;
}
