"use client";

import { useMemo } from "react";
import { WhoIsReached } from "@/components/protected/who-is-reached";
import { useSettled } from "@/components/ui/hooks";
import type { Flag } from "@/lib/contract/flag";
import type { Requirement } from "@/lib/contract/requirement";

interface RequirementsEffectProps {
  flag: Flag;
  environments: readonly string[];
  requires: readonly Requirement[];
}

/** A value is typed letter by letter, and nobody reads what is said of half of it. */
const TYPING_MS = 250;

/** Before what a flag needs is saved: who gets another value. Nothing while it needs what it needs already. */
export function RequirementsEffect({ flag, environments, requires }: RequirementsEffectProps) {
  const said = useSettled(JSON.stringify(requires), TYPING_MS);
  const effect = useMemo(
    () => ({ of: "flag" as const, flag, after: { ...flag, requires: JSON.parse(said) as Requirement[] } }),
    [flag, said],
  );
  return said === JSON.stringify(flag.requires ?? []) ? null : (
    <div className="border-line border-t pt-3">
      <WhoIsReached effect={effect} environments={environments} />
    </div>
  );
}
