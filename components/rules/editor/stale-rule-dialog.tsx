"use client";

import { StaleDialog } from "@/components/forms/stale-dialog";
import { Sentence } from "@/components/sentence/sentence";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import { ruleSentence } from "../words";

interface StaleRuleDialogProps {
  /** As somebody else has saved it. */
  newer: Rule;
  segments: readonly Segment[] | undefined;
  onShowTheirs: () => void;
  onKeepMine: () => void;
}

/** Somebody else saved the rule first: what it is now. */
export function StaleRuleDialog({ newer, segments, ...choices }: StaleRuleDialogProps) {
  const names = segments && new Map(segments.map(({ id, name }) => [id, name]));
  return (
    <StaleDialog what="rule" {...choices}>
      {newer.name !== null && <p className="wrap-anywhere font-medium text-base text-ink">{newer.name}</p>}
      <Sentence parts={ruleSentence(newer, names)} />
    </StaleDialog>
  );
}
