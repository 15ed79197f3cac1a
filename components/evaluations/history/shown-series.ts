import type { EvaluationSeries, FlagHistory, HistoryPeriod } from "@/lib/contract/flag-stats";

/** By what the evaluations of a history are told apart. */
export type Grouping = "value" | "rule";

/** One colour of the chart, one row of its legend, one column of its table. */
export interface ShownSeries {
  key: string;
  label: string;
  /** The label is a value, and not words. */
  isCode: boolean;
  /** Its colour: from 0, or `other` for all that have none of their own. */
  colour: number | "other";
  counts: readonly number[];
  total: number;
}

/** As many as can be told apart by colour; the rest is shown as one. */
const MAX_COLOURS = 5;

/**
 * The series of a history by value or by rule. The five with the most evaluations are shown, in an order that does not
 * depend on how many they are, so that no colour changes its meaning while one looks; the others are added up.
 * @param ruleIds the rules that there are, in their order
 */
export function shownSeries(
  history: Pick<FlagHistory, "series" | "others">,
  grouping: Grouping,
  rules: readonly { id: string; name: string | null }[],
): ShownSeries[] {
  const groups = new Map<string, ShownSeries & { order: string }>();
  for (const series of history.series) {
    const group = grouping === "value" ? byValue(series) : byRule(series, rules);
    const before = groups.get(group.key);
    const counts = before === undefined ? series.counts : addUp(before.counts, series.counts);
    groups.set(group.key, { ...group, colour: 0, counts, total: sum(counts) });
  }
  const byTotal = [...groups.values()].sort((one, other) => other.total - one.total);
  const shown = byTotal.slice(0, MAX_COLOURS).sort((one, other) => (one.order < other.order ? -1 : 1));
  const rest = byTotal.slice(MAX_COLOURS);
  // The colour of true stays free where only false was served.
  const first = shown[0]?.key === "value false" ? 1 : 0;
  const series = shown.map(({ order: _, ...each }, index) => ({ ...each, colour: first + index }));
  const counts = [...rest.map((each) => each.counts), ...(history.others === undefined ? [] : [history.others.counts])];
  if (counts.length === 0) return series;
  const together = counts.reduce(addUp);
  const number = rest.length + (history.others?.series ?? 0);
  const other = { key: "other", label: `${number} others`, isCode: false, colour: "other" as const };
  return [...series, { ...other, counts: together, total: sum(together) }];
}

interface Group {
  key: string;
  label: string;
  isCode: boolean;
  /** Groups stand in the order of these texts. */
  order: string;
}

function byValue({ value_text: text, variant = null, is_code_default: isCodeDefault }: EvaluationSeries): Group {
  if (isCodeDefault) return { key: "code", label: "Default in the code", isCode: false, order: "2" };
  if (text === null) return { key: "unknown", label: "Value not recorded", isCode: false, order: "3" };
  const label = variant === null ? text : JSON.stringify(variant) === text ? variant : `${variant} (${text})`;
  return { key: `value ${text}`, label, isCode: variant === null, order: text === "true" ? "0" : `1${text}` };
}

function byRule({ rule_id: id }: EvaluationSeries, rules: readonly { id: string; name: string | null }[]): Group {
  if (id === null) return { key: "otherwise", label: "Otherwise (no rule)", isCode: false, order: "1" };
  const index = rules.findIndex((rule) => rule.id === id);
  const rule = rules[index];
  if (rule === undefined) return { key: "deleted", label: "Deleted rules", isCode: false, order: "2" };
  const position = index + 1;
  const label = rule.name === null ? `Rule ${position}` : `Rule ${position}, ${rule.name}`;
  return { key: id, label, isCode: false, order: `0${String(position).padStart(6, "0")}` };
}

const addUp = (one: readonly number[], other: readonly number[]): number[] =>
  one.map((count, index) => count + (other[index] ?? 0));

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** How many evaluations each step has in all. */
export const stepTotals = (series: readonly ShownSeries[]): readonly number[] =>
  series.length === 0 ? [] : series.map(({ counts }) => counts).reduce(addUp);

/** The next of 1, 2, 5, 10, 20 … that is no less: where the chart's scale ends. */
export function scaleEnd(highest: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(highest, 1)));
  return [1, 2, 5, 10].map((factor) => factor * magnitude).find((end) => end >= highest) ?? highest;
}

/** In words that the style sheet's compiler finds. The colours themselves are tokens. */
const OWN = [
  { fill: "fill-series-1", swatch: "bg-series-1" },
  { fill: "fill-series-2", swatch: "bg-series-2" },
  { fill: "fill-series-3", swatch: "bg-series-3" },
  { fill: "fill-series-4", swatch: "bg-series-4" },
  { fill: "fill-series-5", swatch: "bg-series-5" },
];
const OTHER = { fill: "fill-series-other", swatch: "bg-series-other" };

export const coloursOf = ({ colour }: Pick<ShownSeries, "colour">) =>
  (colour === "other" ? OTHER : OWN[colour]) ?? OTHER;

type Steps = Pick<FlagHistory, "from" | "step_seconds" | "period">;

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dayAndTime = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

const formats: Record<HistoryPeriod, Intl.DateTimeFormat> = { hour: time, day: time, week: dayAndTime };

/** When a step begins, in the person's time zone: "14:00", and within a week "Mon, 24 Nov, 14:00". */
export const stepStart = (steps: Steps, index: number): string =>
  formats[steps.period].format(Date.parse(steps.from) + index * steps.step_seconds * 1000);

/** "14:00 to 15:00", "Mon, 24 Nov, 12:00 to 18:00". */
export function stepText(steps: Steps, index: number): string {
  const end = Date.parse(steps.from) + (index + 1) * steps.step_seconds * 1000;
  return `${stepStart(steps, index)} to ${time.format(end)}`;
}
