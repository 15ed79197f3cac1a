import type { SentencePart } from "@/components/sentence/parts";
import { relativeTime } from "@/components/ui/time/words";
import type { FlagStats } from "@/lib/contract/flag-stats";

/** Counts are stored every ten seconds and read every ten: a shorter time is not known exactly. */
const EXACT_AFTER_MS = 20_000;
const MINUTE_MS = 60_000;

/**
 * "Last asked 40 s ago", "Last asked 3 hours ago".
 * @param lastEvaluatedAt null: never
 * @param now milliseconds since 1970
 */
export function lastEvaluatedText(lastEvaluatedAt: string | null, now: number): string {
  if (lastEvaluatedAt === null) return "Nobody has asked yet";
  const age = now - Date.parse(lastEvaluatedAt);
  if (age < EXACT_AFTER_MS) return "Last asked just now";
  if (age < MINUTE_MS) return `Last asked ${Math.floor(age / 1000)} s ago`;
  return `Last asked ${relativeTime(lastEvaluatedAt, now)}`;
}

/** A share in whole percent: "12 %", "under 1 %". It is 0 % or 100 % only when it is exactly that. */
export function shareText(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 1) return "under 1 %";
  if (part < whole && percent > 99) return "over 99 %";
  return `${Math.round(percent)} %`;
}

const count = new Intl.NumberFormat("en");
export const countText = (number: number): string => count.format(number);

/** The key of the share that no rule decided. */
export const OTHERWISE = "";

/**
 * The share of the last day's evaluations that each rule decided, in words, by the rule's id, and the share that none
 * did. Undefined when there were no evaluations.
 */
export function sharesOfTraffic(stats: FlagStats | undefined): ReadonlyMap<string, string> | undefined {
  const whole = stats?.total.last_day ?? 0;
  if (stats === undefined || whole === 0) return undefined;
  const share = ({ last_day: part }: { last_day: number }) => `${shareText(part, whole)} of the last day`;
  return new Map([
    ...stats.rules.map((rule) => [rule.rule_id, share(rule)] as const),
    [OTHERWISE, share(stats.default)],
  ]);
}

/** A rule's sentence with its share of the evaluations behind it. */
export const withShare = (parts: readonly SentencePart[], share: string | undefined): readonly SentencePart[] =>
  share === undefined ? parts : [...parts, { kind: "note", text: `(${share})` }];
