"use client";

import { useCallback, useMemo } from "react";
import { WhoChanges } from "@/components/analysis/who-changes";
import { type ChangeOf, EnvironmentEffect } from "@/components/flags/environment-effect";
import { flagHere, isServing } from "@/components/flags/flag-here";
import { useRequired } from "@/components/flags/requirements/use-required";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import { VariantNames } from "@/components/values/variant-names";
import { effectChange, flagOfEffect, type KnownEffect } from "./effect-change";
import type { JudgedFlag, SaveEffect } from "./protected-save";

/** Environments that are told one by one. */
const MOST_TOLD = 4;

interface WhoIsReachedProps {
  effect: SaveEffect;
  /** The protected ones. */
  environments: readonly string[];
}

/** Who gets another value by a save, in the protected environments that it reaches. */
export function WhoIsReached({ effect, environments }: WhoIsReachedProps) {
  if (effect.of === "nobody") return <p className="text-base text-ink">{effect.why}</p>;
  return (
    <VariantNames variants={effect.flag.variants}>
      <Reached effect={effect} environments={environments} />
    </VariantNames>
  );
}

function Reached({ effect, environments }: WhoIsReachedProps & { effect: KnownEffect }) {
  const changeOf = useCallback<ChangeOf>((environment, there) => effectChange(effect, environment, there), [effect]);
  const flag = useMemo(() => flagOfEffect(effect), [effect]);
  const [only, ...others] = environments;
  const more = environments.length - MOST_TOLD;
  return (
    <>
      {effect.of === "flag" && effect.when !== undefined && <p className="text-base text-ink">{effect.when}</p>}
      {only !== undefined && others.length === 0 ? (
        <InOne effect={effect} flag={flag} environment={only} />
      ) : (
        <section aria-label="Who changes" className="flex min-w-0 flex-col gap-1.5 text-sm">
          <h3 className="text-muted">Who changes</h3>
          {environments.slice(0, MOST_TOLD).map((environment) => (
            <EnvironmentEffect key={environment} flag={flag} environment={environment} changeOf={changeOf} />
          ))}
          {more > 0 && <span>and in {more === 1 ? "one more environment" : `${more} more environments`}</span>}
        </section>
      )}
      {effect.of === "flag" && effect.after.when_disabled === "code_default" && (
        <p className="text-muted text-sm">While it is off, applications use the default in their code.</p>
      )}
    </>
  );
}

interface InOneProps {
  effect: KnownEffect;
  /** With all that it requires before the save or after it. */
  flag: JudgedFlag;
  environment: string;
}

function InOne({ effect, flag, environment }: InOneProps) {
  const { data: list, isError } = useRules(flag, environment);
  const { data: segments } = useSegments(flag.project_id);
  const required = useRequired(flag, environment);
  const change = useMemo(
    () =>
      list && segments && required !== undefined
        ? effectChange(effect, environment, { rules: list.rules, segments, required })
        : undefined,
    [effect, environment, list, segments, required],
  );
  const isUnknown = isError || change === null;
  return (
    <WhoChanges
      change={change ?? null}
      emptyText={isUnknown ? "Not known: the rules that decide could not be read." : "Analysing…"}
      isFlagOff={effect.of === "rules" && !isServing(flagHere(flag, environment))}
      projectId={flag.project_id}
      flag={{ flagId: flag.id, environment }}
    />
  );
}
