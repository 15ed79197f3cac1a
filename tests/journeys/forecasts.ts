import { expect } from "vitest";
import type { Effect, RulesAnalysis, SegmentAnalysis } from "@/lib/contract/analysis";
import type { ApiService } from "../support/api-service";
import type { Answer } from "../support/service";
import type { Act } from "./acts";
import { type Claimed, type Compared, checkEffect, checkTestUsers } from "./check-effect";
import type { Person } from "./people";
import { inputOf, type State } from "./state";

/** What was said of a list beforehand. */
interface Claim extends Effect {
  readonly flag_id: string;
  readonly flag_key: string;
  readonly environment: string;
  readonly judged: Compared["judged"];
}

/** What is said before a write of what it will change. */
interface Forecasted {
  readonly claims: readonly Claim[];
  /** The answer of a dry run. */
  readonly dryRun?: Answer;
}

/** Asks what is said beforehand. */
export async function forecast(
  service: ApiService,
  state: State,
  { forecast: wanted, ...act }: Act,
): Promise<Forecasted> {
  if (wanted === undefined) return { claims: [] };
  if (wanted.of === "dry run") {
    const isPromotion = act.body !== undefined;
    const path = isPromotion ? act.path : `${act.path}&dry_run=true`;
    const dryRun = await service.call(act.method, path, isPromotion ? { body: { ...act.body, dry_run: true } } : {});
    const effect: SegmentAnalysis | undefined = dryRun.body?.data?.effect;
    return {
      dryRun,
      claims: (effect?.lists ?? []).map((each) => ({ ...each, judged: wanted.judged })),
    };
  }
  const judged = "as if on" as const;
  if (wanted.of === "segment") {
    const answer = await service.call("POST", `/api/v1/flags/segments/${wanted.segmentId}/analyze`, {
      body: wanted.draft,
    });
    const lists: SegmentAnalysis["lists"] = answer.body?.data?.lists ?? [];
    return { claims: lists.map((each) => ({ ...each, judged })) };
  }
  const { flagId, environment, draft } = wanted;
  const body = { environment, rules: draft };
  const answer = await service.call("POST", `/api/v1/flags/${flagId}/rules/analyze`, { body });
  if (answer.status !== 200) return { claims: [] };
  const { effect, required_by: requiring = [] }: RulesAnalysis = answer.body.data;
  const flag_key = state.flags.find(({ id }) => id === flagId)?.key ?? "";
  if (effect === null) throw new Error("A draft has an effect");
  const own = { ...effect, flag_id: flagId, flag_key, environment };
  return { claims: [own, ...requiring].map((each) => ({ ...each, judged })) };
}

/** What was said beforehand, against what has come of it. */
export function checkForecast({ claims }: Forecasted, before: State, after: State, people: readonly Person[]): void {
  for (const claim of claims) {
    const compared = comparedIn(claim, before, after);
    if (compared === undefined) continue;
    checkEffect(compared, claim, people);
    if (claim.test_users_not_tried === undefined) checkTestUsers(compared, claim.test_users, before.testUsers);
  }
}

type Told = Pick<Claim, "flag_id" | "flag_key" | "environment" | "judged"> & Pick<Compared, "hasNewSalts">;

/** The list before and after; undefined where there is none on one side. */
function comparedIn({ environment, ...claim }: Told, before: State, after: State): Compared | undefined {
  const isThere = ({ flags }: State) => flags.some(({ id }) => id === claim.flag_id);
  if (!isThere(before) || !isThere(after)) return undefined;
  const [old, now] = [inputOf(before, environment), inputOf(after, environment)];
  const ids = new Set(now.rules.map(({ id }) => id));
  return {
    flagId: claim.flag_id,
    flagKey: claim.flag_key,
    before: { ...old, environment },
    after: { ...now, environment },
    judged: claim.judged,
    lasting: new Set(old.rules.flatMap(({ id }) => (ids.has(id) ? [id] : []))),
    ...(claim.hasNewSalts && { hasNewSalts: true }),
  };
}

/** That nobody is exposed anew, and nothing else. */
const NO_EXPOSURE: Claimed = {
  changes: [],
  unanswered: [{ rule_before: null, rule_after: null, because: "budget", is_exposure: false }],
  new_exposure: "no",
  code_default: ["before", "after"],
};

/** Nobody gets, in any list of the project, what a guard is to let nobody get. */
export function checkGuarded(judged: Compared["judged"], before: State, after: State, people: readonly Person[]): void {
  for (const flag of before.flags) {
    for (const environment of Object.keys(flag.environments)) {
      const told = { flag_id: flag.id, flag_key: flag.key, environment, judged };
      const compared = comparedIn(told, before, after);
      if (compared !== undefined) checkEffect(compared, NO_EXPOSURE, people);
    }
  }
}

/** What a guard shows is so when the write is made all the same. */
export function checkRefusals(refused: Answer, before: State, after: State, judged: Compared["judged"]): void {
  for (const refusal of refused.body.guard) {
    if (refusal.reason !== "new_exposure") continue;
    const compared = comparedIn({ ...refusal, judged, hasNewSalts: true }, before, after);
    if (compared === undefined) continue;
    const { change } = refusal;
    expect(change.is_exposure).toBe(true);
    const others = { ...change, because: "budget" as const, is_exposure: true };
    checkEffect(compared, { ...NO_EXPOSURE, changes: [change], unanswered: [others], new_exposure: "yes" }, []);
  }
}
