"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { newRowId } from "@/components/forms/field-values";
import { problemAt } from "@/components/forms/problems";
import { Button } from "@/components/ui/button/button";
import { Switch } from "@/components/ui/field/switch";
import { focusSoon } from "@/components/ui/focus";
import { type ServedDraft, startingServed } from "@/components/values/draft";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag-value";
import { limits } from "@/lib/contract/limits";
import { ArmRow } from "./arm-row";
import { type ArmDraft, addArm, equalParts, leftOver, percentText, removeArm, setWeight, swapWithNext } from "./arms";
import { SplitBar } from "./split-bar";

interface SplitFieldProps {
  flagType: FlagType;
  /** The rule's own value, with which a new split begins. */
  value: ServedDraft;
  bucketBy: string;
  arms: readonly ArmDraft[] | null;
  onChange: (arms: readonly ArmDraft[] | null) => void;
  problems: FieldProblems;
  /** What draws, where nothing else in the editor says so. */
  drawnBy: ReactNode;
  /** Who moves, once it is saved; null where there is nothing to compare with. */
  moves: string | null;
}

/** Splits those whom the rule matches between values. */
export function SplitField(props: SplitFieldProps) {
  const { flagType, value, bucketBy, arms, onChange, problems, moves } = props;
  const [switchId, addId] = [useId(), useId()];
  const blank = () => ({ rowId: newRowId(), value: nextValue(flagType, arms ?? []) });
  const turn = (isOn: boolean) => {
    if (!isOn) return onChange(null);
    const second = typeof value === "boolean" ? !value : startingServed(flagType);
    onChange(
      equalParts([
        { ...blank(), value, weight: 1 },
        { ...blank(), value: second, weight: 1 },
      ]),
    );
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex items-center gap-2.5">
        <Switch id={switchId} checked={arms !== null} onCheckedChange={turn} />
        <label htmlFor={switchId} className="font-medium text-ink text-sm">
          Split between values
        </label>
      </div>
      {arms !== null && (
        <section aria-label="Split" className="flex min-w-0 flex-col gap-3">
          <SplitBar arms={arms} onChange={onChange} />
          <p className="text-muted text-sm">
            {leftText(arms, bucketBy)} Drag a border, or move it by 1 % with the arrow keys, by 0.1 % with Shift.
          </p>
          <ol className="flex min-w-0 flex-col gap-3">
            {arms.map((arm, index) => (
              <ArmRow
                key={arm.rowId}
                {...{ arm, index, flagType }}
                isLast={index === arms.length - 1}
                onValueChange={(changed) =>
                  onChange(arms.map((each) => (each === arm ? { ...each, value: changed } : each)))
                }
                onWeightChange={(weight) => onChange(setWeight(arms, index, weight))}
                onSwap={(first) => onChange(swapWithNext(arms, first))}
                onRemove={() => {
                  onChange(arms.length === 1 ? null : removeArm(arms, index));
                  focusSoon(() => document.getElementById(arms.length === 1 ? switchId : addId));
                }}
                valueError={problemAt(problems, `split.${index}.value`)}
                weightError={problemAt(problems, `split.${index}.weight`)}
              />
            ))}
          </ol>
          <div className="flex flex-wrap items-center gap-2">
            <Button
              id={addId}
              size="sm"
              disabled={arms.length >= limits.splitArms}
              onClick={() => onChange(addArm(arms, blank()))}
            >
              <Plus aria-hidden />
              Add a value
            </Button>
            <Button size="sm" onClick={() => onChange(equalParts(arms))}>
              Equal parts
            </Button>
          </div>
          {props.drawnBy}
          <p role="alert" className="text-danger text-sm empty:hidden">
            {problemAt(problems, "split")}
          </p>
        </section>
      )}
      <p role="status" className="text-ink text-sm empty:hidden">
        {moves}
      </p>
    </div>
  );
}

/** A boolean flag has no third value. */
function nextValue(flagType: FlagType, arms: readonly ArmDraft[]): ServedDraft {
  const last = arms.at(-1)?.value;
  return typeof last === "boolean" ? !last : startingServed(flagType);
}

function leftText(arms: readonly ArmDraft[], bucketBy: string): string {
  const left = leftOver(arms);
  return left > 0
    ? `The other ${percentText(left)} %, and whoever has no ${bucketBy}, get the value below.`
    : `Nobody is left over; whoever has no ${bucketBy} gets the value below.`;
}
