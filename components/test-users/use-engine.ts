"use client";

import { useEffect, useState } from "react";
import type { JsonObject } from "@/lib/contract/json";
import type { Explanation } from "@/lib/targeting";
import { type PreviewSubject, previewFlagKey, previewRuleset } from "./preview";

export interface PreviewEngine {
  readonly subject: PreviewSubject;
  /** What a context gets from the subject. */
  readonly run: (context: JsonObject) => Explanation | undefined;
}

async function loadEngine(subject: PreviewSubject): Promise<PreviewEngine> {
  const { compileRuleset, explain, loadPatternsOf } = await import("@/components/analysis/engine");
  const ruleset = previewRuleset(subject);
  await loadPatternsOf(ruleset);
  const compiled = compileRuleset(ruleset);
  const key = previewFlagKey(subject);
  return { subject, run: (context) => explain(compiled, key, context) };
}

/**
 * Runs the server's own engine on what is on the screen. The engine is loaded when something is tried and not before.
 * @returns undefined until the engine is there; that of the subject before until the new one is compiled
 */
export function usePreviewEngine(subject: PreviewSubject, isWanted: boolean): PreviewEngine | undefined {
  const [engine, setEngine] = useState<PreviewEngine>();
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    loadEngine(subject).then(
      (loaded) => isCurrent && setEngine(loaded),
      // Offline, most likely. It is asked for again with the next change.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [subject, isWanted]);
  return engine;
}
