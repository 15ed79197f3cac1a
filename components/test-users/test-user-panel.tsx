"use client";

import { useDeferredValue, useEffect, useMemo } from "react";
import { Button } from "@/components/ui/button/button";
import { ContextEditor } from "./context/context-editor";
import { mentionedAttributes } from "./context/mentioned-attributes";
import { parsedContext, useTriedContext } from "./context/tried-context";
import { OutcomeSummary } from "./outcome-summary";
import { type PreviewOutcome, type PreviewSubject, previewOutcome } from "./preview";
import { SavedUsers } from "./saved-users";
import { TestUserCard } from "./test-user-card";
import { usePreviewEngine } from "./use-engine";

interface TestUserPanelProps {
  subject: PreviewSubject;
  /** Called again whenever the subject or the context that is tried changes. */
  onOutcome: (outcome: PreviewOutcome) => void;
}

/**
 * Tries a context on what is on the screen, unsaved edits included, with the engine that the server evaluates with. It
 * asks nobody: it tells the page what came out, and the page shows that on its cards.
 */
export function TestUserPanel({ subject, onOutcome }: TestUserPanelProps) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const control = useTriedContext(projectId);
  const { tried } = control;
  // Typing stays quick whatever there is to evaluate.
  const shown = useDeferredValue(subject);
  const context = useMemo(() => {
    const parsed = parsedContext(tried);
    return "context" in parsed ? parsed.context : null;
  }, [tried]);
  const isTried = context !== null && Object.keys(context).length > 0;
  const engine = usePreviewEngine(shown, isTried);
  const outcome = useMemo(() => {
    const explanation = isTried ? engine?.run(context) : undefined;
    return engine === undefined || explanation === undefined ? null : previewOutcome(engine.subject, explanation);
  }, [engine, context, isTried]);
  const mentioned = useMemo(() => mentionedAttributes(shown), [shown]);

  useEffect(() => onOutcome(outcome), [outcome, onOutcome]);

  return (
    <TestUserCard
      action={
        <Button
          size="sm"
          variant="ghost"
          disabled={!isTried && tried.rows.length === 0 && tried.json === ""}
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
