"use client";

import { useDeferredValue, useEffect, useMemo } from "react";
import { usePermissions } from "@/components/account/permissions";
import { isServing } from "@/components/flags/flag-here";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { ServedValue } from "@/components/values/served-value";
import type { JsonObject, JsonValue } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import type { Explanation, RuleTrace } from "@/lib/targeting/index";
import { useTestUsers } from "./api";
import { ContextEditor } from "./context/context-editor";
import { mentionedAttributes, parsedContext, useTestContext } from "./context/test-context";
import { ExpectationMenu, ExpectationSummary, ExpectationVerdict } from "./expectations/expectation-menu";
import { expectationSummary, expectedOf, isMet } from "./expectations/expectations";
import { NoContext, OutcomeBox, TestUserCard } from "./lazy-test-users";
import { SavedUsers } from "./saved-users";
import { isBucketOpen, type TestOutcome, type TestSubject, testOutcome, useTestAnswers } from "./test-subject";

interface TestUserPanelProps {
  subject: TestSubject;
  /** Called again whenever the subject or the test context changes. */
  onOutcome: (outcome: TestOutcome) => void;
}

const NO_CONTEXTS: readonly JsonObject[] = [];

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
    useMemo(() => (hasContext ? [context] : NO_CONTEXTS), [context, hasContext]),
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
    ? "this user’s bucket is in no arm of its split"
    : `this user’s bucket is in arm ${arm + 1} of its split`;
}

const NOBODY: readonly TestUser[] = [];

/**
 * The value that each saved test user gets from the rules on screen, and whether it is the expected one. Pressing one
 * puts it into the panel. Shows nothing without test users.
 */
export function TestUserStrip({ subject }: { subject: TestSubject }) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const { data: users = NOBODY } = useTestUsers(projectId);
  const { testContext, pick } = useTestContext(projectId);
  const shown = useDeferredValue(subject);
  // Stored contexts are JSON.
  const contexts = useMemo(() => users.map(({ context }) => context as JsonObject), [users]);
  const answers = useTestAnswers(shown, contexts);
  const results = useMemo(
    () =>
      users.map((user, at) => {
        const context = contexts[at] ?? {};
        const got = answers?.get(context)?.value;
        const expected =
          shown.kind === "flag"
            ? expectedOf(user, { flagId: shown.flag.id, environment: shown.environment })
            : undefined;
        return { user, context, got, expected, isMet: isMet(expected, got) };
      }),
    [users, contexts, answers, shown],
  );
  // Shown once the values are known, because a value sets the width of its user.
  if (users.length === 0 || answers === undefined) return null;
  const verdicts = results.map((result) => result.isMet);
  const summary = expectationSummary(verdicts);
  const isOff = subject.kind === "flag" && !isServing(subject.flag);
  return (
    <section aria-label="What saved test users get">
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-muted text-sm">Saved test users get</h2>
        {summary !== undefined && (
          <ExpectationSummary
            text={isOff ? `${summary} while the flag is off` : summary}
            hasFailures={verdicts.includes(false)}
          />
        )}
      </div>
      <ul className="flex flex-wrap gap-2">
        {results.map(({ user, context, ...result }) => (
          <StripUser
            key={user.id}
            subject={subject}
            user={user}
            {...result}
            isPicked={testContext.userId === user.id}
            onTry={() => pick(user.id, context)}
          />
        ))}
      </ul>
    </section>
  );
}

interface StripUserProps {
  subject: TestSubject;
  user: TestUser;
  /** Undefined until it is known. */
  got: JsonValue | undefined;
  expected: JsonValue | undefined;
  isMet: boolean | undefined;
  isPicked: boolean;
  onTry: () => void;
}

/** One saved user: its value, whether it is the expected one, and a menu for the expectation. */
function StripUser({ subject, user, got, expected, isMet, isPicked, onTry }: StripUserProps) {
  const { canWrite } = usePermissions();
  return (
    <li
      className={cn(
        "flex max-w-full items-center rounded-control border bg-panel",
        isMet === false ? "border-danger" : isPicked ? "border-accent" : "border-line",
      )}
    >
      <button
        type="button"
        aria-pressed={isPicked}
        className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 rounded-control px-2.5 py-1.5 text-left
          text-base text-ink transition-colors hover:bg-hover pointer-coarse:min-h-11"
        onClick={onTry}
      >
        <span className="max-w-full truncate">{user.name}</span>
        {got !== undefined && subject.kind === "flag" && <ServedValue value={got} className="max-w-40 truncate" />}
        {got !== undefined && subject.kind === "segment" && (
          <Badge tone={got === true ? "success" : "neutral"}>{got === true ? "in" : "not in"}</Badge>
        )}
        {expected !== undefined && isMet !== undefined && <ExpectationVerdict expected={expected} isMet={isMet} />}
      </button>
      {canWrite && subject.kind === "flag" && <ExpectationMenu subject={subject} user={user} expected={expected} />}
    </li>
  );
}
