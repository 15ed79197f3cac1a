"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { WHOLE_DRAW } from "@/lib/targeting/split-weight";
import { type ArmDraft, borderRange, endsOf, leftOver, moveBorder, percentText } from "./arms";

interface SplitBarProps {
  arms: readonly ArmDraft[];
  onChange: (arms: ArmDraft[]) => void;
}

/** Thousandths of a percent that a key moves a border by, and that a pointer moves it in. */
const STEPS = { key: 1_000, fineKey: 100, pointer: 100 };

const COLOURS = ["bg-series-1", "bg-series-2", "bg-series-3", "bg-series-4", "bg-series-5"];

/** The colour of an arm, in the bar and beside its value. More arms than colours are told apart by their numbers. */
export const armColour = (index: number): string => COLOURS[index % COLOURS.length] ?? "";

/** A draw as a bar. The border at each arm's end is a slider. */
export function SplitBar({ arms, onChange }: SplitBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const ends = endsOf(arms);
  const left = leftOver(arms);

  const onPointerMove = (event: PointerEvent<HTMLElement>, index: number) => {
    const box = bar.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const place = ((event.clientX - box.left) / box.width) * WHOLE_DRAW;
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
            style={{ width: `${(weight / WHOLE_DRAW) * 100}%` }}
          />
        ))}
      </div>
      {arms.map(({ rowId, weight }, index) => {
        const { min, max } = borderRange(arms, index);
        const next = arms[index + 1];
        const beyond =
          next === undefined
            ? `${percentText(left)} % are left over`
            : `part ${index + 2} ${percentText(next.weight)} %`;
        return (
          <div
            key={rowId}
            role="slider"
            tabIndex={0}
            aria-label={
              next === undefined ? `End of part ${index + 1}` : `Border between parts ${index + 1} and ${index + 2}`
            }
            aria-valuemin={min / 1000}
            aria-valuemax={max / 1000}
            aria-valuenow={(ends[index] ?? 0) / 1000}
            aria-valuetext={`Part ${index + 1} ${percentText(weight)} %, ${beyond}`}
            className="-translate-x-1/2 absolute inset-y-0 flex w-6 cursor-ew-resize items-center justify-center rounded-control pointer-coarse:w-11"
            style={{ left: `${((ends[index] ?? 0) / WHOLE_DRAW) * 100}%` }}
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
