import type { FlagHistory } from "@/lib/contract/flag-stats";
import { countText } from "../words";
import { type ShownSeries, stepText, stepTotals } from "./shown-series";

interface HistoryTableProps {
  history: FlagHistory;
  series: readonly ShownSeries[];
  caption: string;
}

const cell = "whitespace-nowrap px-3 py-1 text-right tabular-nums";

/** The numbers of the chart as a folded table, the newest step first. */
export function HistoryTable({ history, series, caption }: HistoryTableProps) {
  const totals = stepTotals(series);
  const newestFirst = totals.map((_, index) => totals.length - 1 - index);
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-chip text-accent text-sm underline-offset-2 hover:underline pointer-coarse:py-2.5">
        As a table
      </summary>
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-control border border-line"
      >
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-raised text-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 text-left font-medium">
                When
              </th>
              {series.map(({ key, label, isCode }) => (
                <th
                  key={key}
                  scope="col"
                  title={label}
                  className={`${cell} max-w-48 truncate font-medium ${isCode ? "font-mono" : ""}`}
                >
                  {label}
                </th>
              ))}
              <th scope="col" className={`${cell} font-medium`}>
                In all
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {newestFirst.map((index) => (
              <tr key={index}>
                <th scope="row" className="whitespace-nowrap px-3 py-1 text-left font-normal text-muted">
                  {stepText(history, index)}
                </th>
                {series.map(({ key, counts }) => (
                  <td key={key} className={cell}>
                    {countText(counts[index] ?? 0)}
                  </td>
                ))}
                <td className={`${cell} font-medium text-ink`}>{countText(totals[index] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
