"use client";

import { useDeferredValue, useEffect, useMemo } from "react";
import { Button } from "@/components/ui/button/button";
import { ServedValue } from "@/components/values/served-value";
import type { JsonObject } from "@/lib/contract/json";
import type { Explanation, RuleTrace } from "@/lib/targeting/index";
import { ContextEditor } from "./context/context-editor";
import { mentionedAttributes, parsedContext, useTestContext } from "./context/test-context";
import { NoContext, OutcomeBox, TestUserCard } from "./lazy-test-users";
import { SavedUsers } from "./saved-users";
import { isBucketOpen, type TestOutcome, type TestSubject, testOutcome, useTestAnswers } from "./test-subject";

interface TestUserPanelProps {
  subject: TestSubject;
  /** Called again whenever the subject or the test context changes. */
  onOutcome: (outcome: TestOutcome) => void;
}

const NOBODY: readonly JsonObject[] = [];

/**
 * Tests a context on the rules or the segment on screen, unsaved edits included, with the engine that the server uses.
 * It hands the outcome to the page, which shows it on its cards.
 */
export function TestUserPanel({ subject, onOutcome }: TestUserPanelProps) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const control = useTestContext(projectId);
  const { testContext } = control;
  // Deferred, so that typing stays quick on large flags.
  const shown = useDeferredValue(subject);
  const context = useMemo(() => {
    const parsed = parsedContext(testContext);
    return "context" in parsed ? parsed.context : null;
  }, [testContext]);
  const hasContext = context !== null && Object.keys(context).length > 0;
  const answers = useTestAnswers(
    shown,
    useMemo(() => (hasContext ? [context] : NOBODY), [context, hasContext]),
  );
  const outcome = useMemo(() => {
    // The answer for the context before stays until the next one comes.
    const [explanation] = answers?.values() ?? [];
    return explanation === undefined ? null : testOutcome(explanation, shown.kind);
  }, [answers, shown.kind]);
  const mentioned = useMemo(() => mentionedAttributes(shown), [shown]);

  useEffect(() => onOutcome(outcome), [outcome, onOutcome]);

  return (
    <TestUserCard
      action={
        <Button
          size="sm"
          variant="ghost"
          disabled={!hasContext && testContext.rows.length === 0 && testContext.json === ""}
          onClick={control.clear}
        >
          Clear
        </Button>
      }
    >
      <OutcomeSummary subject={shown} outcome={outcome} />
      <SavedUsers projectId={projectId} control={control} context={context} />
      <ContextEditor projectId={projectId} mentioned={mentioned} control={control} />
    </TestUserCard>
  );
}

interface OutcomeSummaryProps {
  subject: TestSubject;
  outcome: TestOutcome;
}

/** The outcome and its reason in a line or two. Screen readers read it when it changes. */
function OutcomeSummary({ subject, outcome }: OutcomeSummaryProps) {
  return (
    <OutcomeBox>
      {outcome === null && <NoContext />}
      {outcome?.kind === "segment" && (
        <p className={outcome.trace.matches ? "font-medium text-success" : "font-medium text-ink"}>
          {outcome.trace.matches ? "In this segment" : "Not in this segment"}
        </p>
      )}
      {outcome?.kind === "flag" && (
        <>
          <p className="flex flex-wrap items-baseline gap-1.5 text-ink">
            {outcome.explanation.isCodeDefault ? (
              "Gets the default in the application's code"
            ) : (
              <>
                Gets <ServedValue value={outcome.explanation.value} className="wrap-anywhere" />
              </>
            )}
          </p>
          <p className="mt-1 text-muted text-sm">
            {reasonOf(outcome.explanation, subject)}
            {isBucketOpen(outcome.explanation) && " This is not settled: a new rule gets its buckets when it is added."}
          </p>
        </>
      )}
    </OutcomeBox>
  );
}

function reasonOf(explanation: Explanation, subject: TestSubject): string {
  const { reason, ruleId, isCodeDefault, trace, requirements = [] } = explanation;
  if (subject.kind === "segment") return "";
  const served = isCodeDefault ? "nothing is served" : "everyone gets the default";
  const unmet = requirements.find(({ matches }) => !matches);
  if (unmet !== undefined) return `It needs ${unmet.flag}, which ${unmet.detail}: ${served}.`;
  const number = subject.rules.findIndex(({ id }) => id === ruleId) + 1;
  switch (reason) {
    case "DISABLED":
      return subject.flag.status === "archived" ? `The flag is archived: ${served}.` : `The flag is off: ${served}.`;
    case "STATIC":
      return "No rule is on here: everyone gets the default.";
    case "DEFAULT":
      return "No rule matched: the default applies.";
    case "SPLIT":
      return `Rule ${number} matched, and ${bucketWords(trace.find((rule) => rule.ruleId === ruleId))}.`;
    case "TARGETING_MATCH":
      return `Rule ${number} matched first.`;
  }
}

/** What a bucket decided. */
function bucketWords(trace: RuleTrace | undefined): string {
  if (trace?.split === undefined) return "its percentage let this user in";
  const { arm } = trace.split;
  return arm === null
    ? "this user’s bucket is in no part of its split"
    : `this user’s bucket is in part ${arm + 1} of its split`;
}
