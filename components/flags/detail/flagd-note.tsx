"use client";

import { useMemo } from "react";
import { linked } from "@/components/analysis/analysed-list";
import type { FlagdQuestion } from "@/components/analysis/questions";
import { useAnswer } from "@/components/analysis/use-answer";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import type { Flag } from "@/lib/contract/flag";
import { flagdSentence } from "../words";

/** Says whether flagd's providers get the flag, and which rule is to blame when they do not. */
export function FlagdNote({ flag, environment }: { flag: Flag; environment: string }) {
  const { data: list } = useRules(flag, environment);
  const { data: segments } = useSegments(flag.project_id);
  const question = useMemo<FlagdQuestion | null>(() => {
    if (list === undefined || segments === undefined) return null;
    const { rules } = list;
    const ruleset = { flags: [flag], environment, rules, segments: linked(segments, rules) };
    return { about: "flagd", ruleset, flagKey: flag.key };
  }, [flag, environment, list, segments]);
  const { answer } = useAnswer(question);
  if (answer === undefined) return null;
  return <p className="text-muted text-sm">{flagdSentence(answer)}</p>;
}
