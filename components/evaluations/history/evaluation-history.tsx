"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ErrorState, Skeleton } from "@/components/ui/page/page-states";
import { Tabs } from "@/components/ui/tabs";
import type { Flag } from "@/lib/contract/flag";
import type { FlagHistory, HistoryPeriod } from "@/lib/contract/flag-stats";
import type { Rule } from "@/lib/contract/rule";
import { useFlagHistory, useFlagStats } from "../api";
import { countText } from "../words";
import { HistoryChart } from "./history-chart";
import { type Grouping, type ShownSeries, shownSeries, stepText, stepTotals } from "./shown-series";

interface EvaluationHistoryProps {
  flag: Flag;
  environment: string;
  /** In their order. */
  rules: readonly Rule[];
}

const periods = [
  { value: "hour", label: "Hour", text: "in the last hour" },
  { value: "day", label: "Day", text: "in the last day" },
  { value: "week", label: "Week", text: "in the last seven days" },
] as const satisfies readonly { value: HistoryPeriod; label: string; text: string }[];

const groupings: readonly { value: Grouping; label: string }[] = [
  { value: "value", label: "By value" },
  { value: "rule", label: "By rule" },
];

/** How often a flag was evaluated in an environment, by served value or by deciding rule. */
export function EvaluationHistory(props: EvaluationHistoryProps) {
  const [period, setPeriod] = useState<HistoryPeriod>("day");
  const [grouping, setGrouping] = useState<Grouping>("value");
  return (
    <section aria-label="Evaluations" className="min-w-0 rounded-panel border border-line bg-panel px-4 pt-3 pb-4">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="font-medium text-base text-ink">Evaluations in {props.environment}</h2>
        <div className="flex gap-1">
          {groupings.map(({ value, label }) => (
            <Button
              key={value}
              size="sm"
              variant="ghost"
              aria-pressed={grouping === value}
              className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
              onClick={() => setGrouping(value)}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Tabs
        label="Period"
        value={period}
        onValueChange={setPeriod}
        tabs={periods.map(({ value, label, text }) => ({
          value,
          label,
          panel: <Period {...props} period={value} text={text} grouping={grouping} />,
        }))}
      />
    </section>
  );
}

interface PeriodProps extends EvaluationHistoryProps {
  period: HistoryPeriod;
  /** "in the last hour" */
  text: string;
  grouping: Grouping;
}

function Period({ flag, environment, rules, period, text, grouping }: PeriodProps) {
  const { data: history, error, refetch } = useFlagHistory(flag, environment, period);
  if (history === undefined && error !== null)
    return <ErrorState error={error} what="the evaluations" onRetry={refetch} />;
  if (history === undefined) return <Skeleton className="h-56 w-full" />;
  const series = shownSeries(history, grouping, rules);
  if (series.length === 0) return <NoEvaluations flag={flag} environment={environment} text={text} />;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <HistoryChart history={history} series={series} periodText={text} />
      <HistoryTable history={history} series={series} caption={`Evaluations in ${environment} ${text}`} />
    </div>
  );
}

function NoEvaluations({ flag, environment, text }: Pick<PeriodProps, "flag" | "environment" | "text">) {
  const { data: stats } = useFlagStats(flag, environment);
  const wasAsked = stats !== undefined && stats.last_evaluated_at !== null;
  return (
    <p className="py-6 text-center text-base text-muted text-balance">
      {wasAsked ? (
        `No application asked for this flag ${text}.`
      ) : (
        <>
          No application has asked for this flag in {environment} yet. “Use in code” in the menu above has what a
          developer puts into it.
        </>
      )}
    </p>
  );
}

interface HistoryTableProps {
  history: FlagHistory;
  series: readonly ShownSeries[];
  caption: string;
}

const cell = "whitespace-nowrap px-3 py-1 text-right tabular-nums";

/** The numbers of the chart as a folded table, the newest step first. */
function HistoryTable({ history, series, caption }: HistoryTableProps) {
  const totals = stepTotals(series);
  const newestFirst = totals.map((_, index) => totals.length - 1 - index);
  return (
    <details>
      <summary
        className="w-fit cursor-pointer rounded-chip text-accent text-sm underline-offset-2 hover:underline
          pointer-coarse:py-2.5"
      >
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
