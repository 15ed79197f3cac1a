"use client";

import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { changesNobody } from "@/components/analysis/change-groups";
import { EffectReport, effectTestUsers, UnmetRequirements } from "@/components/analysis/effect-lists";
import type { SegmentNames } from "@/components/conditions/words";
import { RulesDifferenceList } from "@/components/rules/rules-difference-list";
import { TestUserChangeList } from "@/components/test-users/test-user-changes";
import { ServedValue } from "@/components/values/served-value";
import type { FlagComparison } from "@/lib/contract/promotion";
import type { EnvironmentPair } from "@/lib/contract/promotion-parts";

interface DifferenceDetailsProps {
  comparison: FlagComparison;
  pair: EnvironmentPair;
  segments: SegmentNames;
  /** Who changes is being found out. */
  isOpen?: boolean;
}

/** What a flag would become in the environment that is promoted to, part by part, and who would get another value. */
export function DifferenceDetails({
  comparison,
  pair: { from, to },
  segments,
  isOpen = false,
}: DifferenceDetailsProps) {
  const { state, default_value: value, rules, effect } = comparison;
  const own = (side: { value: FlagComparison["effect"]["changes"][number]["from"] } | null) =>
    side === null ? "the flag’s own" : <ServedValue value={side.value} className="max-w-60 truncate" />;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <section aria-label="What differs" className="flex min-w-0 flex-col gap-2">
        <h3 className="text-muted text-sm">
          {to} as it is, and as {from} is
        </h3>
        {state !== undefined && (
          <Becomes what="State" before={state.to ? "On" : "Off"} after={state.from ? "On" : "Off"} />
        )}
        {value !== undefined && <Becomes what="Default" before={own(value.to)} after={own(value.from)} />}
        {rules !== undefined && <RulesDifferenceList rules={rules} segments={segments} />}
      </section>
      <section aria-label="Who changes" aria-busy={isOpen} className="flex min-w-0 flex-col gap-1.5">
        <h3 className="text-muted text-sm">Who changes in {to}</h3>
        {isOpen && !changesNobody(effect) ? (
          <p className="text-muted text-sm">Analysing…</p>
        ) : (
          <>
            <EffectReport effect={effect} />
            <UnmetRequirements effect={effect} environment={to} />
            <TestUserChangeList changes={effectTestUsers(effect)} />
          </>
        )}
      </section>
    </div>
  );
}

interface BecomesProps {
  what: string;
  before: ReactNode;
  after: ReactNode;
}

function Becomes({ what, before, after }: BecomesProps) {
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-1.5 text-ink text-sm">
      <span className="text-muted">{what}:</span> {before}
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="sr-only">becomes</span> {after}
    </p>
  );
}
