import type { EvaluationContext } from "@openfeature/web-sdk";
import { type BulkAnswer, type FlagAnswer, streamAddress } from "./answer";

/** Where values came from: `cache` is what an earlier page had. */
export type Origin = "server" | "bootstrap" | "cache";

/** Every flag's value for one context. */
export interface HeldValues {
  readonly context: EvaluationContext;
  readonly origin: Origin;
  readonly flags: ReadonlyMap<string, FlagAnswer>;
  readonly etag: string | undefined;
  readonly revision: number | undefined;
  /** Where to hear of changes. */
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

/** The flags of which an application would see that they are not the same any more. */
export function changedKeys(before: HeldValues | undefined, after: HeldValues): string[] {
  const keys = new Set([...(before?.flags.keys() ?? []), ...after.flags.keys()]);
  const seen = (held: HeldValues | undefined, key: string): string => JSON.stringify(held?.flags.get(key)) ?? "";
  return [...keys].filter((key) => seen(before, key) !== seen(after, key));
}
