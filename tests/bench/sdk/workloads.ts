import { variedPeople } from "../engine/contexts";
import type { Scenario } from "../engine/scenario";
import { scenarios, wholeScenario } from "../engine/scenarios";

/** Many, because a rollout is compared only where every product's own draw agrees. */
const CONTEXTS = 10_000;

/** What is measured: a call evaluates one of the flags for one of the contexts. */
const workloads: readonly (() => Scenario)[] = [
  ...scenarios.slice(0, 2),
  () => ({ ...wholeScenario(), name: "500 flags × 10 rules, each call another flag", isWhole: false }),
];

export const workloadCount = workloads.length;

/** Contexts as they come: of varying shape. */
export function workload(index: number): Scenario {
  const make = workloads[index];
  if (make === undefined) throw new Error(`There is no workload ${index}`);
  return { ...make(), contexts: variedPeople(CONTEXTS) };
}
