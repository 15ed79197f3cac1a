"use client";

import { AudienceNote } from "@/components/audience/audience-note";
import type { Flag } from "@/lib/contract/flag";
import { draftToRule, type RuleDraft } from "../draft";
import { ruleDraftProblems } from "../draft-problems";

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
