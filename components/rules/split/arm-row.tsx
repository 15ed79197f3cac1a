"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field/field";
import { Input } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import type { ServedDraft } from "@/components/values/draft";
import { ServedField } from "@/components/values/served-field";
import type { FlagType } from "@/lib/contract/flag-value";
import { type ArmDraft, percentText, typedWeight } from "./arms";

const COLOURS = ["bg-series-1", "bg-series-2", "bg-series-3", "bg-series-4", "bg-series-5"];

/** The colour of an arm, in the bar and beside its value. More arms than colours are told apart by their numbers. */
export const armColour = (index: number): string => COLOURS[index % COLOURS.length] ?? "";

interface ArmRowProps {
  arm: ArmDraft;
  index: number;
  isLast: boolean;
  flagType: FlagType;
  onValueChange: (value: ServedDraft) => void;
  onWeightChange: (weight: number) => void;
  /** Swaps it with the one before it, or the one after it. */
  onSwap: (withIndex: number) => void;
  onRemove: () => void;
  valueError: string | undefined;
  weightError: string | undefined;
}

/** An arm: its value, its share, its place. */
export function ArmRow(props: ArmRowProps) {
  const { arm, index, isLast, flagType, onSwap } = props;
  const number = index + 1;
  const isFirst = index === 0;
  const swap = (pressed: HTMLElement, first: number) => {
    onSwap(first);
    // The browser takes the focus from a row that is moved. At an end the button cannot be pressed any more.
    focusSoon(() => (pressed.matches(":disabled") ? pressed.parentElement?.querySelector("button:enabled") : pressed));
  };
  return (
    // Only the first shows its labels, at the head of columns. On a phone the fields of a row are below each other.
    <li className={cn("flex min-w-0 flex-wrap items-start gap-x-3 gap-y-2", !isFirst && "sm:[&_label]:sr-only")}>
      <span
        aria-hidden
        className={cn(
          "mt-7 flex min-w-9 items-center gap-1.5 text-muted text-sm tabular-nums",
          !isFirst && "sm:mt-1.5",
        )}
      >
        <span className={cn("size-3 rounded-chip forced-color-adjust-none", armColour(index))} />
        {number}
      </span>
      <div className="min-w-40 flex-1">
        <ServedField
          label={<ArmLabel what="Value" number={number} />}
          flagType={flagType}
          value={arm.value}
          onChange={props.onValueChange}
          error={props.valueError}
        />
      </div>
      <WeightField number={number} weight={arm.weight} onCommit={props.onWeightChange} error={props.weightError} />
      <span className={cn("mt-6 flex items-center", !isFirst && "sm:mt-0")}>
        <IconButton
          label={`Swap arm ${number} with the one before`}
          disabled={isFirst}
          onClick={({ currentTarget }) => swap(currentTarget, index - 1)}
        >
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton
          label={`Swap arm ${number} with the next one`}
          disabled={isLast}
          onClick={({ currentTarget }) => swap(currentTarget, index)}
        >
          <ArrowDown aria-hidden />
        </IconButton>
        <IconButton label={`Remove arm ${number}`} onClick={props.onRemove}>
          <X aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}

/** The labels of the first arm head those below it, so that only screen readers hear which arm they are of. */
function ArmLabel({ what, number }: { what: string; number: number }) {
  return (
    <>
      {what}
      <span className="sr-only"> of arm {number}</span>
    </>
  );
}

interface WeightFieldProps {
  number: number;
  weight: number;
  onCommit: (weight: number) => void;
  error: string | undefined;
}

/** Counts once it is left, or Enter is pressed: what is typed on the way to 50 must not take the next arm's share. */
function WeightField({ number, weight, onCommit, error }: WeightFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const wanted = typed === null ? null : typedWeight(typed);
    if (wanted !== null) onCommit(wanted);
    setTyped(null);
  };
  const isBad = typed !== null && typed !== "" && typedWeight(typed) === null;
  return (
    <Field
      label={<ArmLabel what="Share" number={number} />}
      error={isBad ? "Above 0 and up to 100, with three decimals at most" : error}
      className="w-36"
    >
      {(control) => (
        <span className="flex items-center gap-1.5 text-muted">
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className="w-24 text-right tabular-nums"
            value={typed ?? percentText(weight)}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            onBlur={commit}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || typed === null) return;
              event.preventDefault();
              commit();
            }}
          />
          %
        </span>
      )}
    </Field>
  );
}
