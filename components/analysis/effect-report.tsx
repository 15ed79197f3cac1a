import type { Effect } from "@/lib/contract/analysis";
import type { ChangeReport, Servers } from "@/lib/targeting/analysis/changes";
import { ChangeReportView } from "./change-report-view";
import { changesCodeDefaultAlone, codeDefaultText } from "./code-default-words";

type Listed = Pick<Effect, "changes" | "unanswered" | "new_exposure">;

/** Who gets another value by a change, as the API tells it. */
export function EffectReport({ effect }: { effect: Effect }) {
  const note = codeDefaultText(effect);
  return (
    <>
      {!changesCodeDefaultAlone(effect) && <ChangeReportView report={effectReport(effect)} />}
      {note !== null && <p className="text-muted text-sm">{note}</p>}
    </>
  );
}

/** An effect of the API as a report of the analysis. */
export const effectReport = ({ changes, unanswered, new_exposure: newExposure }: Listed): ChangeReport => ({
  changes: changes.map(({ who_short: short, who_segments: segments, list_attributes: listAttributes, ...change }) => {
    const { rule_before, rule_after, arm_before, arm_after, is_exposure: isExposure, ...same } = change;
    const servers = serversOf({ rule_before, rule_after, arm_before, arm_after });
    // What the API analyses for the dashboard is stored, or was: such rules have their salts.
    return { ...same, ...servers, short, segments, listAttributes, isExposure, isBucketOpen: false };
  }),
  unanswered: unanswered.map(({ because, is_exposure: isExposure, ...servers }) => ({
    ...serversOf(servers),
    because,
    isExposure,
  })),
  newExposure,
});

type Told = Pick<Listed["unanswered"][number], "rule_before" | "rule_after" | "arm_before" | "arm_after">;

const serversOf = ({ rule_before, rule_after, arm_before, arm_after }: Told): Servers => ({
  ruleBefore: rule_before,
  ruleAfter: rule_after,
  armBefore: arm_before ?? null,
  armAfter: arm_after ?? null,
});
