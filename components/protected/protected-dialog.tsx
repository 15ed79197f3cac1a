"use client";

import { useCallback, useMemo } from "react";
import { analysedList, elsewhereOf, type ListChange, listChange, scopeOf } from "@/components/analysis/analysed-list";
import { WhoChanges } from "@/components/analysis/change-report-view";
import { type ChangeOf, type DecidedBy, EnvironmentEffect } from "@/components/flags/environment-effect";
import { flagHere, isServing, useRequired } from "@/components/flags/flag-here";
import { variantsListChange } from "@/components/flags/variants/variant-drafts";
import { useNote } from "@/components/forms/form-actions";
import { useRules } from "@/components/rules/api";
import { useSegments } from "@/components/segments/api";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { VariantNames } from "@/components/values/served-value";
import { isOnIn } from "@/lib/contract/flag-state";
import type { Rule } from "@/lib/contract/rule";
import { ProtectedNote } from "./protected-note";
import type { JudgedFlag, ProtectedQuestion, SaveEffect } from "./use-protected-mutation";

/**
 * Before a save that reaches protected environments: who changes, why, and once more whether it is meant. It begins in
 * the note: Enter confirms, Escape leaves everything as it is.
 */
export function ProtectedDialog({ question }: { question: ProtectedQuestion }) {
  const { projectId, environments, action, effect, comment, answer } = question;
  const note = useNote(comment);
  return (
    <Dialog isOpen isSticky onOpenChange={() => answer(null)} title={`${action}?`}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          // It is opened from within another form, as far as React knows.
          event.stopPropagation();
          answer({ comment: note.comment });
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          <WhoIsReached effect={effect} environments={environments} />
          <ProtectedNote projectId={projectId} reach={environments} note={note} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => answer(null)}>Cancel</Button>
          <Button type="submit" variant="primary">
            {action}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

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

type KnownEffect = Exclude<SaveEffect, { of: "nobody" }>;

const NO_RULES: readonly Rule[] = [];

/** The flag of a save, with all that it requires before or after: that has to be read. */
export const flagOfEffect = (effect: KnownEffect): JudgedFlag =>
  changesRequired(effect)
    ? { ...effect.flag, requires: [...(effect.flag.requires ?? []), ...(effect.after.requires ?? [])] }
    : effect.flag;

/** What a save makes of one environment's list, for who changes by it; null where that is not known. */
export function effectChange(effect: KnownEffect, environment: string, there: DecidedBy): ListChange | null {
  const { rules, required } = there;
  if (effect.of === "rules") {
    return listChange({ ...there, flag: flagHere(effect.flag, environment), after: effect.after(rules) });
  }
  if (effect.of === "variants") return variantsListChange(effect.flag, effect.after, environment, there);
  if (required === null && changesRequired(effect)) return null;
  // While it is off the rules decide nothing: everyone gets the default.
  const list = (flag: JudgedFlag) =>
    analysedList({
      ...there,
      flag: flagHere(flag, environment),
      rules: isOnIn(flag, environment) ? rules : NO_RULES,
    });
  const deciding = (flag: JudgedFlag) => ({ ...flag, isOn: isOnIn(flag, environment) });
  return {
    before: list(effect.flag),
    after: list(effect.after),
    scope: scopeOf(flagOfEffect(effect), required),
    elsewhere: elsewhereOf(deciding(effect.flag), deciding(effect.after)),
  };
}

const changesRequired = (effect: KnownEffect): effect is Extract<KnownEffect, { of: "flag" }> =>
  effect.of === "flag" && effect.flag.requires !== effect.after.requires;
