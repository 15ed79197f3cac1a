"use client";

import { type PointerEvent, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { FlagHistory } from "@/lib/contract/flag-stats";
import { countText, shareText } from "../words";
import { coloursOf, type ShownSeries, scaleEnd, stepStart, stepText, stepTotals } from "./shown-series";

interface HistoryChartProps {
  history: FlagHistory;
  series: readonly ShownSeries[];
  /** "in the last hour" */
  periodText: string;
}

/**
 * The bars with their scale and legend. The legend shows the numbers of the whole period, or of one step: the one under
 * the pointer, or the one chosen with the arrow keys.
 */
export function HistoryChart({ history, series, periodText }: HistoryChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const totals = stepTotals(series);
  const last = totals.length - 1;
  const chosen = pointed === null ? null : Math.min(pointed, last);
  const countOf = ({ counts, total }: ShownSeries) => (chosen === null ? total : (counts[chosen] ?? 0));
  const whole = chosen === null ? totals.reduce((sum, count) => sum + count, 0) : (totals[chosen] ?? 0);
  const end = scaleEnd(Math.max(...totals));
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setPointed(Math.max(0, Math.min(last, Math.floor(((clientX - left) / width) * totals.length))));
  };

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="flex flex-col justify-between text-right text-faint text-xs tabular-nums">
          <span className="-mt-2">{countText(end)}</span>
          <span className="-mb-2">0</span>
        </div>
        <div
          className="relative touch-pan-y rounded-chip outline-offset-4 has-focus-visible:outline-2
            has-focus-visible:outline-accent"
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
        >
          <StackedBars series={series} chosen={chosen} />
          {/* Keyboards and screen readers walk along the steps with a slider; fingers and mice point at the bars. */}
          <input
            type="range"
            aria-label="Step of the chart"
            min={0}
            max={last}
            value={chosen ?? last}
            aria-valuetext={spoken(stepText(history, chosen ?? last), series, chosen ?? last)}
            onChange={({ currentTarget }) => setPointed(currentTarget.valueAsNumber)}
            onFocus={() => setPointed((step) => step ?? last)}
            onBlur={() => setPointed(null)}
            className="pointer-events-none absolute inset-0 opacity-0"
          />
        </div>
        <div aria-hidden className="col-start-2 mt-1.5 flex justify-between text-faint text-xs tabular-nums">
          <span>{stepStart(history, 0)}</span>
          <span>now</span>
        </div>
      </div>
      <div>
        <p className="text-muted text-sm">
          <span className="font-medium text-ink tabular-nums">{countText(whole)}</span>{" "}
          {whole === 1 ? "evaluation" : "evaluations"} {chosen === null ? periodText : stepText(history, chosen)}
        </p>
        <ul className="mt-1.5 grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {series.map((each) => (
            <li key={each.key} className="flex min-w-0 items-center gap-2 text-sm">
              <span
                aria-hidden
                className={cn("size-2.5 shrink-0 rounded-xs forced-color-adjust-none", coloursOf(each).swatch)}
              />
              <SeriesLabel series={each} />
              <span className="ml-auto whitespace-nowrap text-muted tabular-nums">
                {countText(countOf(each))}
                {whole > 0 && ` · ${shareText(countOf(each), whole)}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** A value as code, any other label as words, cut where it is long. */
function SeriesLabel({ series: { label, isCode } }: { series: ShownSeries }) {
  const className = `min-w-0 truncate text-ink ${isCode ? "font-mono" : ""}`;
  return (
    <span title={label} className={className}>
      {label}
    </span>
  );
}

const spoken = (step: string, series: readonly ShownSeries[], index: number): string =>
  `${step}: ${series.map(({ label, counts }) => `${label} ${countText(counts[index] ?? 0)}`).join(", ")}`;

/** The width of a bar, as a part of its step. */
const BAR_WIDTH = 0.78;

interface StackedBarsProps {
  series: readonly ShownSeries[];
  /** The step that is pointed at. */
  chosen: number | null;
}

/**
 * A bar for each step, its height the number of evaluations, with the series stacked. It is hidden from screen readers:
 * the table has the same numbers.
 */
function StackedBars({ series, chosen }: StackedBarsProps) {
  const totals = stepTotals(series);
  const end = scaleEnd(Math.max(...totals));
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${totals.length} ${end}`}
      preserveAspectRatio="none"
      className="h-36 w-full overflow-visible"
    >
      <g className="stroke-line">
        {[0, end / 2, end].map((y) => (
          <line key={y} x1={0} x2={totals.length} y1={y} y2={y} vectorEffect="non-scaling-stroke" />
        ))}
      </g>
      {chosen !== null && <rect x={chosen} y={0} width={1} height={end} className="fill-hover" />}
      {stacks(series, totals.length).map(({ step, from, count, of }) => (
        <rect
          key={`${step} ${of.key}`}
          x={step + (1 - BAR_WIDTH) / 2}
          y={end - from - count}
          width={BAR_WIDTH}
          height={count}
          // A thin line separates the colours for people who cannot tell them apart.
          vectorEffect="non-scaling-stroke"
          className={cn("stroke-[0.75] stroke-panel forced-color-adjust-none", coloursOf(of).fill)}
        />
      ))}
    </svg>
  );
}

interface Stack {
  step: number;
  /** Evaluations below it. */
  from: number;
  count: number;
  of: ShownSeries;
}

function stacks(series: readonly ShownSeries[], steps: number): Stack[] {
  const heights = Array.from({ length: steps }, () => 0);
  return series.flatMap((of) =>
    of.counts.flatMap((count, step) => {
      const from = heights[step] ?? 0;
      heights[step] = from + count;
      return count === 0 ? [] : [{ step, from, count, of }];
    }),
  );
}
