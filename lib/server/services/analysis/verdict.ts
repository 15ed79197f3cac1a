import type { Effect, SegmentAnalysis } from "@/lib/contract/analysis";

/** Of several lists: whether anybody is exposed in one of them. */
export function verdictOf(effects: readonly Pick<Effect, "new_exposure">[]): SegmentAnalysis["new_exposure"] {
  const verdicts = new Set(effects.map(({ new_exposure: verdict }) => verdict));
  return verdicts.has("yes") ? "yes" : verdicts.has("unknown") ? "unknown" : "no";
}
