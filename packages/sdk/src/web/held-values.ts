import type { EvaluationContext } from "@openfeature/web-sdk";
import { type BulkAnswer, type FlagAnswer, streamAddress } from "./answer";

/** Where values came from. `cache`: from an earlier page. */
export type Origin = "server" | "bootstrap" | "cache";

/** The values of all flags for one context. */
export interface HeldValues {
  readonly context: EvaluationContext;
  readonly origin: Origin;
  readonly flags: ReadonlyMap<string, FlagAnswer>;
  readonly etag: string | undefined;
  readonly revision: number | undefined;
  /** The address that announces changes. */
  readonly stream: string | undefined;
}

interface From {
  readonly context: EvaluationContext;
  readonly answer: BulkAnswer;
  readonly etag: string | undefined;
  readonly origin: Origin;
}

export const heldValues = ({ context, answer, etag, origin }: From, serverUrl: string): HeldValues => ({
  context,
  origin,
  flags: new Map(answer.flags.map((flag) => [flag.key, flag])),
  etag,
  revision: answer.metadata?.revision,
  stream: streamAddress(answer, serverUrl),
});

/** The flags that an application would see changed. */
export function changedKeys(before: HeldValues | undefined, after: HeldValues): string[] {
  const keys = new Set([...(before?.flags.keys() ?? []), ...after.flags.keys()]);
  const seen = (held: HeldValues | undefined, key: string): string => JSON.stringify(held?.flags.get(key)) ?? "";
  return [...keys].filter((key) => seen(before, key) !== seen(after, key));
}
