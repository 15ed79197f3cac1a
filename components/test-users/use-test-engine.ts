"use client";

import { useEffect, useState } from "react";
import type { JsonObject } from "@/lib/contract/json";
import type { Explanation } from "@/lib/targeting";
import { type TestSubject, testFlagKey, testRuleset } from "./test-subject";

interface TestEngine {
  readonly subject: TestSubject;
  /** What a context gets from the subject. */
  readonly run: (context: JsonObject) => Explanation | undefined;
}

async function loadEngine(subject: TestSubject): Promise<TestEngine> {
  const { compileRuleset, explain, loadPatternsOf } = await import("@/components/analysis/engine");
  const ruleset = testRuleset(subject);
  await loadPatternsOf(ruleset);
  const compiled = compileRuleset(ruleset);
  const key = testFlagKey(subject);
  return { subject, run: (context) => explain(compiled, key, context) };
}

/**
 * Runs the server's own engine on what is on the screen. The engine is loaded with the first test context.
 * @returns undefined until the engine is there; that of the subject before until the new one is compiled
 */
export function useTestEngine(subject: TestSubject, isWanted: boolean): TestEngine | undefined {
  const [engine, setEngine] = useState<TestEngine>();
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
