import type { SentencePart } from "@/components/sentence/parts";
import type { FlagStats } from "@/lib/contract/flag-stats";
import { shareText } from "./words";

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
