"use client";

import { useEffect, useMemo, useState } from "react";
import type { JsonObject } from "@/lib/contract/json";
import { type PreviewSubject, previewFlagKey, previewRuleset } from "@/lib/forms/preview";
import type { Explanation } from "@/lib/targeting";

type Engine = Pick<typeof import("@/lib/targeting"), "compileRuleset" | "explain">;

/** The engine, which is loaded when something is tried and not before; undefined until it has come. */
function useEngine(isWanted: boolean): Engine | undefined {
  const [engine, setEngine] = useState<Engine>();
  useEffect(() => {
    if (!isWanted || engine !== undefined) return;
    let isCurrent = true;
    import("@/lib/targeting").then(
      (loaded) => isCurrent && setEngine(loaded),
      // Offline, most likely. It is asked for again with the next change.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  });
  return engine;
}

/**
 * Runs the server's own engine on what is on the screen.
 * @returns a function from a context to what it gets; undefined until the engine is there
 */
export function usePreviewEngine(
  subject: PreviewSubject,
  isWanted: boolean,
): ((context: JsonObject) => Explanation | undefined) | undefined {
  const engine = useEngine(isWanted);
  return useMemo(() => {
    if (engine === undefined) return undefined;
    const compiled = engine.compileRuleset(previewRuleset(subject));
    const key = previewFlagKey(subject);
    return (context) => engine.explain(compiled, key, context);
  }, [engine, subject]);
}
