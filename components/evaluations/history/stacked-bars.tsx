import { cn } from "@/components/ui/cn";
import { coloursOf } from "./series-colours";
import { type ShownSeries, scaleEnd, stepTotals } from "./shown-series";

/** How much of its step a bar is wide. */
const BAR_WIDTH = 0.78;

interface StackedBarsProps {
  series: readonly ShownSeries[];
  /** The step that is pointed at. */
  chosen: number | null;
}

/** A bar for each step, as high as its evaluations, one colour on the other. It is for the eyes: the table says it all. */
export function StackedBars({ series, chosen }: StackedBarsProps) {
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
          // The line of the ground between two colours parts them for whoever sees them alike.
          vectorEffect="non-scaling-stroke"
          className={cn("stroke-[0.75] stroke-panel", coloursOf(of).fill)}
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
