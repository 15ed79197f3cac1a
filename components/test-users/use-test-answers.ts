"use client";

import { useMemo } from "react";
import type { PeopleQuestion } from "@/components/analysis/questions";
import { useAnswer } from "@/components/analysis/use-answer";
import type { JsonObject } from "@/lib/contract/json";
import type { Explanation } from "@/lib/targeting";
import { type TestSubject, testFlagKey, testRuleset } from "./test-subject";

/**
 * What contexts get from the rules or the segment on screen. The server's engine finds it in a worker of the page.
 * @param contexts the same array until it changes; an empty one asks nothing
 * @returns by context; the answer before stays until the next one. Undefined: no answer yet
 */
export function useTestAnswers(
  subject: TestSubject,
  contexts: readonly JsonObject[],
): ReadonlyMap<JsonObject, Explanation> | undefined {
  const question = useMemo<PeopleQuestion | null>(() => {
    if (contexts.length === 0) return null;
    return { about: "people", ruleset: testRuleset(subject), flagKey: testFlagKey(subject), contexts };
  }, [subject, contexts]);
  const { answered, answer } = useAnswer(question);
  return useMemo(() => {
    if (answered === undefined || answer === undefined) return undefined;
    return new Map(
      answered.contexts.flatMap((context, at) => {
        const explanation = answer[at];
        return explanation === undefined ? [] : [[context, explanation]];
      }),
    );
  }, [answered, answer]);
}
