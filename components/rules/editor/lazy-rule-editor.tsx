"use client";

import { useCallback, useRef } from "react";
import { isTypingOutside } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { Skeleton } from "@/components/ui/page/skeleton";
import type { RuleFields } from "../draft";
import type { RuleEditorProps } from "./rule-editor";

// The editor with its forms is a third of the page's script, and most visits only read.
const RuleEditor = lazy(loadEditor, <Skeleton className="h-72 w-full rounded-panel" />);

async function loadEditor() {
  const [{ RuleEditor }] = await Promise.all([
    import("./rule-editor"),
    // It judges each draft at once, and a draft may hold a pattern.
    import("@/lib/targeting").then(({ loadRe2 }) => loadRe2()),
  ]);
  return RuleEditor;
}

interface LazyRuleEditorProps extends Omit<RuleEditorProps, "onDraft" | "onClose"> {
  /** By what the list knows it. */
  ruleKey: string;
  onDraft: (ruleKey: string, fields: RuleFields | null) => void;
  /** @param isFocusFree nobody types elsewhere: a save may have taken its time */
  onClose: (ruleKey: string, isFocusFree: boolean) => void;
}

export function LazyRuleEditor({ ruleKey, onDraft, onClose, ...props }: LazyRuleEditorProps) {
  const ref = useRef<HTMLDivElement>(null);
  // The same function each time: the editor tells of its draft when the draft changes, and not when the list is drawn.
  const tell = useCallback((fields: RuleFields | null) => onDraft(ruleKey, fields), [onDraft, ruleKey]);
  return (
    <div ref={ref} className="min-w-0">
      <RuleEditor {...props} onDraft={tell} onClose={() => onClose(ruleKey, !isTypingOutside(ref.current))} />
    </div>
  );
}
