"use client";

import { Lightbulb, TriangleAlert } from "lucide-react";
import { Fragment, useMemo, useRef } from "react";
import { useAttributes } from "@/components/conditions/api";
import type { RuleActions } from "@/components/rules/list/use-rule-actions";
import { useTestUsers } from "@/components/test-users/api";
import { TextButton } from "@/components/ui/button/button";
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
import type { FindingsQuestion } from "./analyst";
import type { CardFinding, FindingPart, ListFindings } from "./list-findings";
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

interface RuleFindingsProps {
  /** The name of the card: "rule 3, Staff". */
  name: string;
  findings: readonly CardFinding[];
  canEdit: boolean;
  actions: Pick<RuleActions, "goTo" | "tryOn" | "repair">;
}

/** The findings about a rule, each with its repairs. */
export function RuleFindings({ name, findings, canEdit, actions }: RuleFindingsProps) {
  return (
    <ul aria-label={`Findings on ${name}`} className="flex min-w-0 flex-col gap-0.5">
      {findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings come anew with every change and have no state
        <li key={index} className="flex min-w-0 gap-1.5 text-sm">
          <FindingIcon tone={finding.tone} />
          <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <p className="wrap-anywhere min-w-0 text-ink leading-6">
              {finding.parts.map((part, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <Fragment key={at}>
                  <Part part={part} onGo={actions.goTo} />
                </Fragment>
              ))}
            </p>
            <Actions finding={finding} canEdit={canEdit} actions={actions} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function FindingIcon({ tone }: Pick<CardFinding, "tone">) {
  const Icon = tone === "warning" ? TriangleAlert : Lightbulb;
  return (
    <span className="flex h-6 shrink-0 items-center">
      <Icon aria-hidden className={tone === "warning" ? "size-3.5 text-warning" : "size-3.5 text-faint"} />
      <span className="sr-only">{tone === "warning" ? "Warning:" : "Note:"}</span>
    </span>
  );
}

function Part({ part, onGo }: { part: FindingPart; onGo: (ruleId: string) => void }) {
  if (typeof part === "string") return part;
  return (
    <button
      type="button"
      onClick={() => onGo(part.ruleId)}
      className="wrap-anywhere rounded-chip text-left text-accent underline-offset-2 hover:underline"
    >
      {part.text}
    </button>
  );
}

function Actions({
  finding,
  canEdit,
  actions,
}: Pick<RuleFindingsProps, "canEdit" | "actions"> & { finding: CardFinding }) {
  const { witness, repairs } = finding;
  if (witness === null && (!canEdit || repairs.length === 0)) return null;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-3">
      {witness !== null && <TextButton onClick={() => actions.tryOn(witness)}>Show on a user</TextButton>}
      {canEdit &&
        repairs.map((repair) => (
          <TextButton key={repair.label} onClick={() => actions.repair(repair)}>
            {repair.label}
          </TextButton>
        ))}
    </span>
  );
}

interface FindingsSummaryProps {
  byRule: ReadonlyMap<string, readonly CardFinding[]>;
  /** The rules in their order on the screen. */
  ids: readonly string[];
  onGo: (ruleId: string) => void;
}

/** How many findings a list has, and a button that goes from one to the next. Shows nothing without findings. */
export function FindingsSummary({ byRule, ids, onGo }: FindingsSummaryProps) {
  const last = useRef<string | null>(null);
  const found = ids.filter((id) => byRule.has(id));
  const all = found.flatMap((id) => byRule.get(id) ?? []);
  if (all.length === 0) return null;
  const hasWarning = all.some(({ tone }) => tone === "warning");
  const Icon = hasWarning ? TriangleAlert : Lightbulb;
  const goOn = () => {
    const next = found[(found.indexOf(last.current ?? "") + 1) % found.length];
    if (next === undefined) return;
    last.current = next;
    onGo(next);
  };
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm">
      <Icon aria-hidden className={hasWarning ? "size-3.5 shrink-0 text-warning" : "size-3.5 shrink-0 text-faint"} />
      <span className="text-ink">{all.length === 1 ? "1 finding" : `${all.length.toLocaleString("en")} findings`}</span>
      <TextButton onClick={goOn} className="ml-1.5">
        {found.length === 1 ? "Show" : "Show next"}
      </TextButton>
    </p>
  );
}

/** What the analysis could not find out about a list, folded. */
export function OpenQuestionsNote({ sentences }: { sentences: readonly string[] }) {
  return (
    <details className="text-muted text-sm">
      <summary className="w-fit cursor-pointer rounded-chip hover:text-ink">
        Not everything here could be checked
      </summary>
      <ul className="mt-1 flex flex-col gap-1 pl-4">
        {sentences.map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
