"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef } from "react";
import { newRowId } from "@/components/forms/field-values";
import { problemAt } from "@/components/forms/problems";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/field/input";
import { focusSoon } from "@/components/ui/focus";
import type { ServedDraft } from "@/components/values/draft";
import { useVariantNames } from "@/components/values/served-value";
import type { FieldProblems } from "@/lib/contract/errors";
import type { FlagType } from "@/lib/contract/flag-value";
import { limits } from "@/lib/contract/limits";
import { WHOLE_SPLIT } from "@/lib/targeting/rule-columns";
import { ArmRow, armColour } from "./arm-row";
import {
  type ArmDraft,
  addArm,
  borderRange,
  endsOf,
  equalShares,
  leftOver,
  moveBorder,
  nextValue,
  percentText,
  removeArm,
  setWeight,
  swapWithNext,
} from "./arms";

interface SplitFieldProps {
  flagType: FlagType;
  /** The rule's own value, with which a new split begins. */
  value: ServedDraft;
  bucketBy: string;
  arms: readonly ArmDraft[] | null;
  onChange: (arms: readonly ArmDraft[] | null) => void;
  problems: FieldProblems;
  /** The field for the attribute that decides the bucket, where nothing else in the editor has it. */
  bucketByField: ReactNode;
  /** Who moves, once it is saved; null where there is nothing to compare with. */
  moves: string | null;
}

/** Splits those whom the rule matches between values. */
export function SplitField(props: SplitFieldProps) {
  const { flagType, value, bucketBy, arms, onChange, problems, moves } = props;
  const [switchId, addId] = [useId(), useId()];
  const { variants } = useVariantNames();
  const armAfter = (served: readonly ServedDraft[]) => ({
    rowId: newRowId(),
    value: nextValue(flagType, served, variants),
  });
  const turn = (isOn: boolean) => {
    if (!isOn) return onChange(null);
    onChange(
      equalShares([
        { rowId: newRowId(), value, weight: 1 },
        { ...armAfter([value]), weight: 1 },
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
              onClick={() => onChange(addArm(arms, armAfter(arms.map((arm) => arm.value))))}
            >
              <Plus aria-hidden />
              Add a value
            </Button>
            <Button size="sm" onClick={() => onChange(equalShares(arms))}>
              Equal shares
            </Button>
          </div>
          {props.bucketByField}
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

function leftText(arms: readonly ArmDraft[], bucketBy: string): string {
  const left = leftOver(arms);
  return left > 0
    ? `The other ${percentText(left)} %, and whoever has no ${bucketBy}, get the value below.`
    : `Nobody is left over; whoever has no ${bucketBy} gets the value below.`;
}

interface SplitBarProps {
  arms: readonly ArmDraft[];
  onChange: (arms: ArmDraft[]) => void;
}

/** Thousandths of a percent that a key moves a border by, and that a pointer moves it in. */
const STEPS = { key: 1_000, fineKey: 100, pointer: 100 };

/** A split as a bar. The border at each arm's end is a slider. */
function SplitBar({ arms, onChange }: SplitBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const ends = endsOf(arms);
  const left = leftOver(arms);

  const onPointerMove = (event: PointerEvent<HTMLElement>, index: number) => {
    const box = bar.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const place = ((event.clientX - box.left) / box.width) * WHOLE_SPLIT;
    onChange(moveBorder(arms, index, Math.round(place / STEPS.pointer) * STEPS.pointer));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const to = targetOf(event, ends[index] ?? 0, borderRange(arms, index));
    if (to === null) return;
    event.preventDefault();
    onChange(moveBorder(arms, index, to));
  };

  return (
    <div ref={bar} className="relative h-8 min-w-0 touch-none select-none pointer-coarse:h-11">
      <div aria-hidden className="flex h-full overflow-hidden rounded-control bg-line-strong forced-color-adjust-none">
        {arms.map(({ rowId, weight }, index) => (
          <div
            key={rowId}
            className={cn("h-full min-w-0 border-panel border-r-2", armColour(index))}
            style={{ width: `${(weight / WHOLE_SPLIT) * 100}%` }}
          />
        ))}
      </div>
      {arms.map(({ rowId, weight }, index) => {
        const { min, max } = borderRange(arms, index);
        const next = arms[index + 1];
        const beyond =
          next === undefined
            ? `${percentText(left)} % are left over`
            : `arm ${index + 2} ${percentText(next.weight)} %`;
        return (
          <div
            key={rowId}
            role="slider"
            tabIndex={0}
            aria-label={
              next === undefined ? `End of arm ${index + 1}` : `Border between arms ${index + 1} and ${index + 2}`
            }
            aria-valuemin={min / 1000}
            aria-valuemax={max / 1000}
            aria-valuenow={(ends[index] ?? 0) / 1000}
            aria-valuetext={`Arm ${index + 1} ${percentText(weight)} %, ${beyond}`}
            className="-translate-x-1/2 absolute inset-y-0 flex w-6 cursor-ew-resize items-center justify-center
              rounded-control pointer-coarse:w-11"
            style={{ left: `${((ends[index] ?? 0) / WHOLE_SPLIT) * 100}%` }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              event.currentTarget.focus();
            }}
            onPointerMove={(event) => onPointerMove(event, index)}
          >
            <span aria-hidden className="h-5 w-1.5 rounded-full border border-control bg-panel" />
          </div>
        );
      })}
    </div>
  );
}

/** Where a key moves a border to; null for other keys. */
function targetOf(
  { key, shiftKey }: KeyboardEvent,
  from: number,
  range: ReturnType<typeof borderRange>,
): number | null {
  const step = shiftKey ? STEPS.fineKey : STEPS.key;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return from - step;
    case "ArrowRight":
    case "ArrowUp":
      return from + step;
    case "PageDown":
      return from - 10 * STEPS.key;
    case "PageUp":
      return from + 10 * STEPS.key;
    case "Home":
      return range.min;
    case "End":
      return range.max;
    default:
      return null;
  }
}
