"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import { useListAnalysis } from "@/components/analysis/findings";
import { useFlagStats } from "@/components/evaluations/api";
import { OTHERWISE, sharesOfTraffic } from "@/components/evaluations/words";
import { useRules } from "@/components/rules/api";
import { RuleList } from "@/components/rules/list/rule-list";
import { useDeferredDelete } from "@/components/rules/list/use-deferred-delete";
import { useRuleEditing } from "@/components/rules/list/use-rule-editing";
import { NEW_RULE, rulesOnScreen } from "@/components/rules/rules-on-screen";
import { useSegments } from "@/components/segments/api";
import { LazyTestUserPanel, LazyTestUserStrip, showOnUser } from "@/components/test-users/lazy-test-users";
import type { TestOutcome, TestSubject } from "@/components/test-users/test-subject";
import { cn } from "@/components/ui/cn";
import { useIsHydrated } from "@/components/ui/hooks";
import { lazy, WhenSeen } from "@/components/ui/lazy/lazy";
import { ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import { UnsavedChanges } from "@/components/unsaved-changes/unsaved-changes";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { flagHere, useRequired } from "../flag-here";
import { DefaultValue } from "./default-value";
import { RulesToolbar } from "./rules-toolbar";

const historyPlaceholder = (
  <section aria-label="Evaluations">
    <Skeleton className="h-80 w-full rounded-panel" />
  </section>
);
const EvaluationHistory = lazy(
  () => import("@/components/evaluations/history/evaluation-history").then((file) => file.EvaluationHistory),
  historyPlaceholder,
);

interface EnvironmentViewProps {
  flag: Flag;
  project: Project;
  environment: string;
}

/** How long a list waits, in milliseconds, for what there is to say of its rules: it stands on their cards. */
const PATIENCE_MS = 500;

/** A longer list takes longer to analyse than anybody wants to wait. */
const PATIENT_UP_TO = 200;

/** A flag's rules in one environment, what everyone else gets, and the test user beside them. */
export function EnvironmentView({ flag: stored, project, environment }: EnvironmentViewProps) {
  const canEdit = useMayChange()(environment);
  const flag = useMemo(() => flagHere(stored, environment), [stored, environment]);
  const { data: list, error, refetch } = useRules(flag, environment);
  const { data: segments } = useSegments(project.id);
  const required = useRequired(flag, environment);
  const { data: stats } = useFlagStats(flag, environment);
  const shares = useMemo(() => sharesOfTraffic(stats), [stats]);
  const editing = useRuleEditing();
  const deleting = useDeferredDelete(flag);
  const [isDefaultDirty, setIsDefaultDirty] = useState(false);
  const [outcome, setOutcome] = useState<TestOutcome>(null);
  const segmentHref = useCallback(
    (segmentId: string) => `/projects/${project.slug}/segments/${segmentId}`,
    [project.slug],
  );

  const { leaving } = deleting;
  const { drafts, newBefore } = editing;
  const rules = list?.rules;
  const isEditing = drafts.size > 0;
  const shown = useMemo(() => rules?.filter(({ id }) => !leaving.has(id)), [rules, leaving]);
  const analysis = useListAnalysis(flag, shown, segments);
  const isComplete = !analysis.isOpen || (rules !== undefined && rules.length > PATIENT_UP_TO);
  const hasFailed = rules === undefined && error !== null;
  const isWaiting = useBoundedWait(rules !== undefined, isComplete, PATIENCE_MS) && !hasFailed;
  const panelRef = useRef<HTMLElement>(null);
  const onTry = useCallback((witness: Witness) => showOnUser(project.id, witness, panelRef.current), [project.id]);
  const subject = useMemo<TestSubject | null>(() => {
    if (shown === undefined || segments === undefined || required == null) return null;
    const added = newBefore === undefined ? undefined : { id: NEW_RULE, before: newBefore };
    const onScreen = rulesOnScreen({ flagId: flag.id, rules: shown, drafts, added });
    return { kind: "flag", flag, environment, rules: onScreen, segments, required };
  }, [flag, environment, shown, segments, required, drafts, newBefore]);

  return (
    <div
      className="grid min-w-0 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]
        xl:grid-cols-[minmax(0,1fr)_23rem]"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <RulesToolbar flag={stored} project={project} environment={environment} rules={rules} segments={segments} />
        {rules !== undefined && !isWaiting ? (
          <RuleList
            flag={flag}
            environment={environment}
            rules={rules}
            segments={segments}
            segmentHref={segmentHref}
            canEdit={canEdit}
            editing={editing}
            deleting={deleting}
            analysis={analysis}
            onTry={onTry}
            shares={shares}
            traces={outcome?.kind === "flag" ? outcome.traces : null}
          />
        ) : hasFailed ? (
          <ErrorState error={error} what="the rules" onRetry={refetch} />
        ) : (
          <LoadingRegion>
            <RulesSkeleton />
          </LoadingRegion>
        )}
        {/* Not before what is above it, here and below: nothing is to move when that comes. */}
        {!isWaiting && (
          <>
            <DefaultValue
              flag={stored}
              environment={environment}
              canEdit={canEdit}
              onDirty={setIsDefaultDirty}
              share={shares?.get(OTHERWISE)}
              isDecisive={outcome?.kind === "flag" && outcome.explanation.ruleId === null}
            />
            <LazyTestUserStrip subject={subject} />
          </>
        )}
      </div>
      <aside
        ref={panelRef}
        aria-label="Test a user"
        className={cn(
          "min-w-0 lg:sticky lg:top-26 lg:col-start-2 lg:row-span-2 lg:row-start-1",
          isWaiting && "max-lg:hidden",
        )}
      >
        <LazyTestUserPanel subject={subject} onOutcome={setOutcome} />
      </aside>
      {/* Below all that is worked with, so that nothing moves when it comes. */}
      {!isWaiting && rules !== undefined && (
        <div className="min-w-0 lg:col-start-1">
          <WhenSeen placeholder={historyPlaceholder}>
            <EvaluationHistory flag={flag} environment={environment} rules={rules} />
          </WhenSeen>
        </div>
      )}
      <UnsavedChanges isDirty={isEditing || isDefaultDirty} />
    </div>
  );
}

/**
 * Whether to keep a part hidden until it is complete, so that it appears in one piece and nothing moves later. It waits
 * at most once: a part that was shown is not hidden again.
 * @param isThere whether there is something to show
 * @param isComplete whether nothing is missing of it
 * @param patience milliseconds that it may stay hidden
 */
function useBoundedWait(isThere: boolean, isComplete: boolean, patience: number): boolean {
  // A part that exists from the start is shown at once, because nobody has seen the page without it. But a page that is
  // being hydrated came without the data that only the browser adds.
  const isHydrated = useIsHydrated();
  const [isOver, setIsOver] = useState(isThere && isHydrated);
  if (!isOver && isThere && isComplete) setIsOver(true);
  useEffect(() => {
    if (isOver || !isThere) return;
    const timer = setTimeout(() => setIsOver(true), patience);
    return () => clearTimeout(timer);
  }, [isOver, isThere, patience]);
  return !isOver;
}

/** The placeholder of a list of rules. */
export function RulesSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      {["first", "second", "third"].map((card) => (
        <div key={card} className="flex h-16 items-center gap-4 rounded-panel border border-line bg-panel px-4">
          <Skeleton className="size-6" />
          <Skeleton className="h-4 max-w-lg flex-1" />
        </div>
      ))}
    </div>
  );
}
