"use client";

import { useMemo } from "react";
import { analysedList } from "@/components/analysis/analysed-list";
import type { RequirementsQuestion } from "@/components/analysis/questions";
import type { RequirementFinding } from "@/components/analysis/requirement-findings";
import { useAnswer } from "@/components/analysis/use-answer";
import { useSegments } from "@/components/segments/api";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { useRequired } from "./use-required";

/** For whom a requirement is met. */
export type Met = RequirementFinding | { readonly met: "some" } | { readonly met: "asked" };

// Whether a requirement is met does not depend on the flag's own rules.
const NO_RULES: readonly Rule[] = [];
const asked: Met = { met: "asked" };
const some: Met = { met: "some" };
const unread: Met = { met: "unknown", text: "Not known: what decides could not be read." };
const failed: Met = { met: "unknown", text: "Not known: the analysis failed." };

/** For whom each requirement of a flag is met in an environment, by its place among them. */
export function useRequirementFindings(flag: Flag, environment: string): (place: number) => Met {
  const required = useRequired(flag, environment);
  const { data: segments, isError } = useSegments(flag.project_id);
  const question = useMemo<RequirementsQuestion | null>(() => {
    if (flag.requires === undefined || !required || segments === undefined) return null;
    return { about: "requirements", list: analysedList({ flag, rules: NO_RULES, segments, required }) };
  }, [flag, required, segments]);
  const { answer, isCurrent } = useAnswer(question);
  if (required === null || (segments === undefined && isError)) return () => unread;
  if (!isCurrent) return () => asked;
  return (place) => (answer === undefined ? failed : (answer.get(place) ?? some));
}
