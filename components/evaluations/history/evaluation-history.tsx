"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { ErrorState } from "@/components/ui/page/error-state";
import { Skeleton } from "@/components/ui/page/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { Flag } from "@/lib/contract/flag";
import type { HistoryPeriod } from "@/lib/contract/flag-stats";
import type { Rule } from "@/lib/contract/rule";
import { useFlagHistory, useFlagStats } from "../api";
import { HistoryChart } from "./history-chart";
import { HistoryTable } from "./history-table";
import { type Grouping, shownSeries } from "./shown-series";

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
