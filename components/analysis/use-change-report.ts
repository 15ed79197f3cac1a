"use client";

import { useMemo } from "react";
import { useSettled } from "@/components/ui/use-settled";
import { limits } from "@/lib/contract/limits";
import type { ChangeReport } from "@/lib/targeting/analysis/changes";
import type { ListChange } from "./analysed-list";
import type { ChangeQuestion } from "./questions";
import { useAnswer } from "./use-answer";

/** Typing changes a draft faster than anybody wants to read what each letter does. */
const TYPING_MS = 250;

/**
 * Who would get another value.
 * @param change the same object until it says something else; null while there is nothing to ask
 * @param isTyped it changes with each letter: then it is asked about when the typing pauses
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
