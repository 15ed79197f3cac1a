"use client";

import { Lightbulb, TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import type { RuleActions } from "@/components/rules/list/use-rule-actions";
import { TextButton } from "@/components/ui/button/button";
import type { FindingPart } from "./finding-parts";
import type { CardFinding } from "./list-findings";

interface RuleFindingsProps {
  /** As the card calls itself: "rule 3, Staff". */
  name: string;
  findings: readonly CardFinding[];
  canEdit: boolean;
  actions: Pick<RuleActions, "goTo" | "tryOn" | "repair">;
}

/** What there is to know about a rule, each with what can be done about it. */
export function RuleFindings({ name, findings, canEdit, actions }: RuleFindingsProps) {
  return (
    <ul aria-label={`Findings on ${name}`} className="flex min-w-0 flex-col gap-0.5">
      {findings.map((finding, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: findings are made anew with every change; nothing in them has a state
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
      className="rounded-chip text-accent underline-offset-2 hover:underline"
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
