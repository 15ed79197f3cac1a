"use client";

import { useMemo } from "react";
import { useAttributes } from "@/components/conditions/api";
import { useTestUsers } from "@/components/test-users/api";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { TestUser } from "@/lib/contract/test-user";
import { analysedList } from "./analysed-list";
import type { ListFindings } from "./list-findings";
import type { FindingsQuestion } from "./questions";
import { useAnswer } from "./use-answer";
import { usesElsewhere } from "./uses-elsewhere";

const nobody: readonly TestUser[] = [];

interface ListAnalysis {
  /** Undefined while it is being found out; that of the list before stays until the new one is there. */
  readonly findings: ListFindings | undefined;
  /** It is that of this very list. */
  readonly isCurrent: boolean;
  /** There is something to find out, and it is not known yet. */
  readonly isOpen: boolean;
}

/**
 * What there is to know about a stored list as the screen shows it.
 * @param rules in their order on the screen; the same array until it changes
 */
export function useListAnalysis(
  flag: Flag,
  rules: readonly Rule[] | undefined,
  segments: readonly Segment[] | undefined,
): ListAnalysis {
  const { data: attributes } = useAttributes(flag.project_id);
  const { data: users = nobody } = useTestUsers(flag.project_id);
  const isAsked = rules !== undefined && rules.length > 0 && rules.length <= limits.analysedRules;
  const question = useMemo<FindingsQuestion | null>(() => {
    if (!isAsked || segments === undefined || attributes === undefined) return null;
    const list = analysedList({ flag, rules, segments });
    return { about: "findings", list, attributeUses: usesElsewhere(attributes, rules), people: users };
  }, [flag, rules, segments, attributes, users, isAsked]);
  const { answer, isCurrent } = useAnswer(question);
  return { findings: question === null ? undefined : answer, isCurrent, isOpen: isAsked && !isCurrent };
}
