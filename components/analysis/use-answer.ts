"use client";

import { useEffect, useMemo, useState } from "react";
import { useSettled } from "@/components/ui/hooks";
import { limits } from "@/lib/contract/limits";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { ListChange } from "./analysed-list";
import type { AnswerTo, ChangeQuestion, Question } from "./analyst";

interface Known<Q extends Question> {
  readonly question: Q;
  readonly answer: AnswerTo<Q> | undefined;
}

interface Answer<Q extends Question> {
  /** The question that `answer` belongs to: this one, or the one before it while this one is open. */
  readonly answered: Q | undefined;
  /** The answer, or the one before it while the question is open. Undefined: none yet, or none can be found. */
  readonly answer: AnswerTo<Q> | undefined;
  /** Whether `answer` belongs to this question. */
  readonly isCurrent: boolean;
}

/**
 * Asks the analysis' worker. Its code is loaded with the first question. A new question cancels the one before.
 * @param question another object only when it asks something else; null asks nothing
 */
export function useAnswer<Q extends Question>(question: Q | null): Answer<Q> {
  const [known, setKnown] = useState<Known<Q> | null>(null);
  useEffect(() => {
    if (question === null) return;
    let takeBack = () => {};
    let isWanted = true;
    const unschedule = afterPaint(() => {
      import("./analyst").then(
        ({ ask }) => {
          if (isWanted) takeBack = ask(question, (answer) => setKnown({ question, answer }));
        },
        () => isWanted && setKnown({ question, answer: undefined }),
      );
    });
    return () => {
      isWanted = false;
      unschedule();
      takeBack();
    };
  }, [question]);
  return question === null
    ? { answered: undefined, answer: undefined, isCurrent: false }
    : { answered: known?.question, answer: known?.answer, isCurrent: known?.question === question };
}

/**
 * Posting a list to the worker copies it, which takes time. So the change that led to the question, such as a drop, is
 * painted first.
 * @returns cancels it
 */
function afterPaint(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** While somebody types, the draft changes faster than anybody reads reports. */
const TYPING_MS = 250;

/**
 * Asks who would get another value.
 * @param change the same object until it says something else; null while there is nothing to ask
 * @param isTyped it changes with each letter: the question waits until the typing pauses
 */
export function useChangeReport(
  change: ListChange | null,
  { isTyped = false }: { isTyped?: boolean } = {},
): { report: ChangeReport | undefined; isCurrent: boolean; isTooLong: boolean } {
  const settled = useSettled(change, isTyped ? TYPING_MS : 0);
  const isTooLong = change !== null && change.after.rules.length > limits.analysedRules;
  const question = useMemo<ChangeQuestion | null>(
    () => (settled === null || isTooLong ? null : { about: "change", ...settled }),
    [settled, isTooLong],
  );
  const { answer, isCurrent } = useAnswer(question);
  return { report: answer, isCurrent: isCurrent && settled === change, isTooLong };
}
