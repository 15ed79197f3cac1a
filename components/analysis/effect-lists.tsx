"use client";

import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useFlags } from "@/components/flags/api";
import { TestUserChangeList } from "@/components/test-users/test-user-changes";
import { TextButton } from "@/components/ui/button/button";
import { VariantNames } from "@/components/values/served-value";
import type { Effect, SegmentAnalysis } from "@/lib/contract/analysis";
import type { ChangeReport, Servers } from "@/lib/targeting/analysis/changes";
import { changesNobody } from "./change-groups";
import { ChangeReportView } from "./change-report-view";

interface EffectListsProps {
  projectId: string;
  lists: SegmentAnalysis["lists"];
  /** The names of flags by their ids, as far as they are known. */
  flagNames: ReadonlyMap<string, string>;
}

/** More lists than these are counted until somebody asks. */
const SHOWN_LISTS = 10;

/** Who gets another value by a change, by flag and environment. */
export function EffectLists({ projectId, lists, flagNames }: EffectListsProps) {
  const [most, setMost] = useState(SHOWN_LISTS);
  const changed = lists.filter(
    (list) => !changesNobody(list) || changesCodeDefaultAlone(list) || list.requirements_never_met !== undefined,
  );
  if (changed.length === 0) return <p className="text-muted text-sm">Nobody changes.</p>;
  const others = lists.length - changed.length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {changed.slice(0, most).map((list) => (
        <div key={`${list.flag_id} ${list.environment}`} className="flex min-w-0 flex-col gap-1.5">
          <p className="wrap-anywhere text-base">
            <span className="font-medium text-ink">{flagNames.get(list.flag_id) ?? list.flag_key}</span>{" "}
            <span className="text-muted">in {list.environment}</span>
          </p>
          <FlagVariantNames projectId={projectId} flagId={list.flag_id}>
            <EffectReport effect={list} />
            <UnmetRequirements effect={list} environment={list.environment} />
            <TestUserChangeList changes={effectTestUsers(list)} />
          </FlagVariantNames>
        </div>
      ))}
      {changed.length > most && (
        <TextButton className="self-start" onClick={() => setMost(most * 2)}>
          Show more: {(changed.length - most).toLocaleString("en")} are left
        </TextButton>
      )}
      {others > 0 && (
        <p className="text-muted text-sm">
          Nobody changes in {others === 1 ? "the other list" : `the other ${others.toLocaleString("en")} lists`} that it
          concerns.
        </p>
      )}
    </div>
  );
}

/** The test users of an effect, in the analysis' shape. */
export const effectTestUsers = ({ test_users }: Pick<Effect, "test_users">) =>
  test_users.map(({ id, name, expected, before, after, breaks_expectation: breaksExpectation }) => ({
    user: { id, name, ...(expected !== undefined && { expected }) },
    before,
    after,
    breaksExpectation,
  }));

interface UnmetRequirementsProps {
  /** After the change. */
  effect: Pick<Effect, "requirements_never_met">;
  environment: string;
}

/** That a flag's rules will serve nobody in an environment, since nobody gets there what it needs. Else nothing. */
export function UnmetRequirements({
  effect: { requirements_never_met: sentences = [] },
  environment,
}: UnmetRequirementsProps) {
  if (sentences.length === 0) return null;
  return (
    <p className="flex min-w-0 gap-1.5 text-ink text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-warning" />
      <span className="wrap-anywhere min-w-0">
        Its rules will serve nobody in {environment}, as if it was off. {sentences.join(" ")}
      </span>
    </p>
  );
}

interface FlagVariantNamesProps {
  projectId: string;
  flagId: string;
  children: ReactNode;
}

/** Has everything inside call values as a flag does, on pages that tell of several flags. */
export function FlagVariantNames({ projectId, flagId, children }: FlagVariantNamesProps) {
  const { data: flags } = useFlags(projectId);
  return <VariantNames variants={flags?.find(({ id }) => id === flagId)?.variants}>{children}</VariantNames>;
}

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

type RulesAndArms = Pick<Listed["unanswered"][number], "rule_before" | "rule_after" | "arm_before" | "arm_after">;

const serversOf = ({ rule_before, rule_after, arm_before, arm_after }: RulesAndArms): Servers => ({
  ruleBefore: rule_before,
  ruleAfter: rule_after,
  armBefore: arm_before ?? null,
  armAfter: arm_after ?? null,
});

const WHERE = "where the flag is off or does not get what it needs";

/** That the default in the code of applications counts, which no flag knows; null where it never does. */
export function codeDefaultText({ code_default: sides }: Pick<Effect, "code_default">): string | null {
  if (sides === undefined) return null;
  if (sides.length === 2) return `W${WHERE.slice(1)}, applications use the default in their code.`;
  return sides[0] === "before"
    ? `Until then applications use the default in their code, ${WHERE}. Afterwards the flag’s own default counts.`
    : `Afterwards applications use the default in their code, ${WHERE}.`;
}

/** Whether the flag gives everybody what it gave them, and leaves to the code what it did not, or no longer does. */
export const changesCodeDefaultAlone = (effect: Pick<Effect, "changes" | "unanswered" | "code_default">): boolean =>
  changesNobody(effect) && effect.code_default?.length === 1;
