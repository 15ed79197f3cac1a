"use client";

import { useCallback, useRef } from "react";
import { mayMoveFocus } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/page-states";
import type { RuleFields } from "../draft";
import type { RuleEditorProps } from "./rule-editor";

// The editor with its forms is a third of the page's script, and most visits only read rules.
const RuleEditor = lazy(loadEditor, <Skeleton className="h-72 w-full rounded-panel" />);

async function loadEditor() {
  const [{ RuleEditor }] = await Promise.all([
    import("./rule-editor"),
    // It checks each draft at once, and a draft may have a pattern.
    import("@/lib/targeting").then(({ loadRe2 }) => loadRe2()),
  ]);
  return RuleEditor;
}

interface LazyRuleEditorProps extends Omit<RuleEditorProps, "onDraft" | "onClose"> {
  /** Its id in the list. */
  ruleKey: string;
  onDraft: (ruleKey: string, fields: RuleFields | null) => void;
  /** @param isFocusFree whether the focus may move: the person has not moved on */
  onClose: (ruleKey: string, isFocusFree: boolean) => void;
}

export function LazyRuleEditor({ ruleKey, onDraft, onClose, ...props }: LazyRuleEditorProps) {
  const ref = useRef<HTMLDivElement>(null);
  // The same function each time, so that the editor reports its draft when the draft changes and not when the list
  // renders.
  const tell = useCallback((fields: RuleFields | null) => onDraft(ruleKey, fields), [onDraft, ruleKey]);
  return (
    <div ref={ref} className="min-w-0">
      <RuleEditor {...props} onDraft={tell} onClose={() => onClose(ruleKey, mayMoveFocus(ref.current))} />
    </div>
  );
}
