"use client";

import { useMemo } from "react";
import { listChange } from "@/components/analysis/analysed-list";
import { WhoChanges } from "@/components/analysis/change-report-view";
import { isServing, useRequired } from "@/components/flags/flag-here";
import { AudienceNote } from "@/components/segments/audience-note";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import { draftToRule, type RuleDraft } from "../draft";
import { ruleDraftProblems } from "../draft-problems";
import { NEW_RULE, rulesOnScreen } from "../rules-on-screen";

interface DraftEffectProps {
  flag: Flag;
  environment: string;
  /** The stored list in its order; the same array until it changes. */
  rules: readonly Rule[];
  segments: readonly Segment[] | undefined;
  /** The edited rule; undefined: a new one. */
  ruleId: string | undefined;
  /** The rule that a new one goes before; null: at the end. */
  before: string | null;
  /** Null: nothing differs from what is stored. */
  draft: RuleDraft | null;
  onTry: (witness: Witness) => void;
}

/** Who will get another value once this draft is saved. Other drafts are not counted: they are saved by themselves. */
export function DraftEffect(props: DraftEffectProps) {
  const { flag, environment, rules, segments, ruleId = NEW_RULE, before, draft, onTry } = props;
  const required = useRequired(flag, environment);
  const said = draft && JSON.stringify(draftToRule(draft, flag.flag_type));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for `draft`, new with each rendering
  const change = useMemo(() => {
    if (draft === null || segments === undefined || required === undefined) return null;
    // Of a condition without a value it means nothing to ask whom it matches.
    if (Object.keys(ruleDraftProblems(draft, flag.flag_type)).length > 0) return null;
    const drafts = new Map([[ruleId, draftToRule(draft, flag.flag_type)]]);
    const added = ruleId === NEW_RULE ? { id: NEW_RULE, before } : undefined;
    const after = rulesOnScreen({ flagId: flag.id, rules, drafts, added });
    return listChange({ flag, rules, after, segments, required });
  }, [flag, rules, segments, required, ruleId, before, said]);
  return (
    <WhoChanges
      change={change}
      isTyped
      emptyText={draft === null ? "Nobody: nothing is changed yet." : "Shown once the rule is complete."}
      isFlagOff={!isServing(flag)}
      projectId={flag.project_id}
      flag={{ flagId: flag.id, environment }}
      onTry={onTry}
      // It grows with what is typed, and the buttons below it must not move under a hand.
      className="min-h-28 border-line border-t pt-3"
    />
  );
}

interface RuleAudienceProps {
  flag: Flag;
  environment: string;
  draft: RuleDraft;
}

/** How many contexts of the sample match a rule's draft, and how many of them its rollout lets in. */
export function RuleAudience({ flag, environment, draft }: RuleAudienceProps) {
  const { conditions, segment_id } = draftToRule(draft, flag.flag_type);
  const isComplete = Object.keys(ruleDraftProblems(draft, flag.flag_type)).every(
    (path) => !/^(conditions|segment_id)/.test(path),
  );
  const question = isComplete ? { environment, rule: { conditions, segment_id } } : null;
  return <AudienceNote projectId={flag.project_id} question={question} />;
}
