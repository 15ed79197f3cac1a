"use client";

import { useDeferredValue, useEffect, useMemo } from "react";
import { Button } from "@/components/ui/button/button";
import type { JsonObject } from "@/lib/contract/json";
import { ContextEditor } from "./context/context-editor";
import { mentionedAttributes } from "./context/mentioned-attributes";
import { parsedContext, useTestContext } from "./context/test-context";
import { OutcomeSummary } from "./outcome-summary";
import { SavedUsers } from "./saved-users";
import { type TestOutcome, type TestSubject, testOutcome } from "./test-subject";
import { TestUserCard } from "./test-user-card";
import { useTestAnswers } from "./use-test-answers";

interface TestUserPanelProps {
  subject: TestSubject;
  /** Called again whenever the subject or the test context changes. */
  onOutcome: (outcome: TestOutcome) => void;
}

const NOBODY: readonly JsonObject[] = [];

/**
 * Tries a context on what is on the screen, unsaved edits included, with the engine that the server evaluates with. It
 * asks nobody: it tells the page what came out, and the page shows that on its cards.
 */
export function TestUserPanel({ subject, onOutcome }: TestUserPanelProps) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const control = useTestContext(projectId);
  const { testContext } = control;
  // Typing stays quick whatever there is to evaluate.
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
    // The answer to what was typed before stays until the next one is there.
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
