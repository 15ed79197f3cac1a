import type { JsonValue } from "@openfeature/web-sdk";

/** A flag's value for one context, as OFREP has it. Without a value the default in the application's code counts. */
export interface FlagAnswer {
  readonly key: string;
  readonly value?: JsonValue;
  readonly variant?: string;
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
}

/** OFREP's answer to a bulk evaluation, as Guidon gives it: plain JSON. */
export interface BulkAnswer {
  readonly flags: readonly FlagAnswer[];
  readonly eventStreams?: readonly { readonly type: string; readonly endpoint?: { readonly requestUri?: string } }[];
  readonly metadata?: {
    /** Grows with every change to the project. */
    readonly revision?: number;
    readonly environment?: string;
    /** The key could read the rules of the flags: it must not be where people can read it. */
    readonly mayReadRules?: boolean;
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether it is a bulk evaluation, of a server or of a cache that somebody else may have written to. */
export function isBulkAnswer(value: unknown): value is BulkAnswer {
  if (!isRecord(value) || !Array.isArray(value.flags)) return false;
  if (value.eventStreams !== undefined && !isListOfRecords(value.eventStreams)) return false;
  return value.flags.every((flag) => isRecord(flag) && typeof flag.key === "string");
}

const isListOfRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

/** Where its server tells of changes; undefined for one that does not. What is no path would lead to another host. */
export function streamAddress(answer: BulkAnswer, serverUrl: string): string | undefined {
  const uri: unknown = answer.eventStreams?.find(({ type }) => type === "sse")?.endpoint?.requestUri;
  return typeof uri === "string" && uri.startsWith("/") ? serverUrl + uri : undefined;
}
