"use client";

import { useMemo } from "react";
import { useAttributes } from "@/components/conditions/api";
import { useTestUsers } from "@/components/test-users/api";
import type { AttributeUse } from "@/lib/contract/attribute";
import type { Flag } from "@/lib/contract/flag";
import { limits } from "@/lib/contract/limits";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { TestUser } from "@/lib/contract/test-user";
import type { AttributeUses } from "@/lib/targeting/analysis/findings/similar-attributes";
import { conditionsIn } from "@/lib/targeting/element";
import type { RuleInput } from "@/lib/targeting/index";
import { analysedList } from "./analysed-list";
import type { CardFinding, ListFindings } from "./list-findings";
import type { FindingsQuestion } from "./questions";
import { useAnswer } from "./use-answer";

const nobody: readonly TestUser[] = [];

interface ListAnalysis {
  /** Undefined until the first answer; the answer about the list before stays until the new one is there. */
  readonly findings: ListFindings | undefined;
  /** Whether `findings` are about this list. */
  readonly isCurrent: boolean;
  /** There is a question, and it has no answer yet. */
  readonly isOpen: boolean;
}

/**
 * The findings about a stored list, in the order on the screen.
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
    const list = analysedList({ flag, rules, segments, required: null });
    return { about: "findings", list, attributeUses: usesElsewhere(attributes, rules), people: users };
  }, [flag, rules, segments, attributes, users, isAsked]);
  const { answer, isCurrent } = useAnswer(question);
  return { findings: question === null ? undefined : answer, isCurrent, isOpen: isAsked && !isCurrent };
}

/** How often each attribute is used in the project, not counting these rules. */
export const usesElsewhere = (attributes: readonly AttributeUse[], rules: readonly RuleInput[]): AttributeUses => {
  const uses = new Map(attributes.map(({ name, count }) => [name, count]));
  for (const { attribute } of rules.flatMap(({ conditions }) => conditionsIn(conditions))) {
    const count = uses.get(attribute) ?? 0;
    if (count > 1) uses.set(attribute, count - 1);
    else uses.delete(attribute);
  }
  return uses;
};

/**
 * The findings to show while some rules are being edited. Findings are about stored rules, so those about an edited
 * rule are left out. Lists that lose nothing stay the same objects.
 */
export const shownFindings = (
  byRule: ReadonlyMap<string, readonly CardFinding[]>,
  edited: ReadonlySet<string>,
): ReadonlyMap<string, readonly CardFinding[]> => {
  const isShown = ({ about }: CardFinding) => !about.some((id) => edited.has(id));
  const entries = [...byRule].map(
    ([id, findings]) => [id, findings.every(isShown) ? findings : findings.filter(isShown)] as const,
  );
  return new Map(entries.filter(([, findings]) => findings.length > 0));
};
