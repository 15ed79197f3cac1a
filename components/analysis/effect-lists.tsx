"use client";

import { useState } from "react";
import { FlagVariantNames } from "@/components/flags/flag-variant-names";
import { TestUserChangeList } from "@/components/test-users/test-user-changes";
import { TextButton } from "@/components/ui/button/button";
import type { Effect, SegmentAnalysis } from "@/lib/contract/analysis";
import { changesNobody } from "./change-groups";
import { changesCodeDefaultAlone } from "./code-default-words";
import { EffectReport } from "./effect-report";
import { UnmetRequirements } from "./unmet-requirements";

interface EffectListsProps {
  projectId: string;
  lists: SegmentAnalysis["lists"];
  /** The names of flags by their ids, as far as they are known. */
  flagNames: ReadonlyMap<string, string>;
}

/** More lists than these are counted until somebody asks. */
const SHOWN_LISTS = 10;

/** Who gets another value by a change, by flag and environment. */
export function EffectLists({ projectId, lists, flagNames }: EffectListsProps) {
  const [most, setMost] = useState(SHOWN_LISTS);
  const changed = lists.filter(
    (list) => !changesNobody(list) || changesCodeDefaultAlone(list) || list.requirements_never_met !== undefined,
  );
  if (changed.length === 0) return <p className="text-muted text-sm">Nobody changes.</p>;
  const others = lists.length - changed.length;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {changed.slice(0, most).map((list) => (
        <div key={`${list.flag_id} ${list.environment}`} className="flex min-w-0 flex-col gap-1.5">
          <p className="wrap-anywhere text-base">
            <span className="font-medium text-ink">{flagNames.get(list.flag_id) ?? list.flag_key}</span>{" "}
            <span className="text-muted">in {list.environment}</span>
          </p>
          <FlagVariantNames projectId={projectId} flagId={list.flag_id}>
            <EffectReport effect={list} />
            <UnmetRequirements effect={list} environment={list.environment} />
            <TestUserChangeList changes={effectTestUsers(list)} />
          </FlagVariantNames>
        </div>
      ))}
      {changed.length > most && (
        <TextButton className="self-start" onClick={() => setMost(most * 2)}>
          Show more: {(changed.length - most).toLocaleString("en")} are left
        </TextButton>
      )}
      {others > 0 && (
        <p className="text-muted text-sm">
          Nobody changes in {others === 1 ? "the other list" : `the other ${others.toLocaleString("en")} lists`} that it
          concerns.
        </p>
      )}
    </div>
  );
}

/** The test users of an effect, in the analysis' shape. */
export const effectTestUsers = ({ test_users }: Pick<Effect, "test_users">) =>
  test_users.map(({ id, name, expected, before, after, breaks_expectation: breaksExpectation }) => ({
    user: { id, name, ...(expected !== undefined && { expected }) },
    before,
    after,
    breaksExpectation,
  }));
