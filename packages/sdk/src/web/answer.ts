import type { JsonValue } from "@openfeature/web-sdk";

/** A flag's value for one context, in OFREP's form. Without a value, the default in the application's code applies. */
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
    /** Increases with every change to the project. */
    readonly revision?: number;
    readonly environment?: string;
    /** Whether the key can read the flags' rules. Then it must not be where people can read it. */
    readonly mayReadRules?: boolean;
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether it is a bulk evaluation, from a server or from a cache that others may have written to. */
export function isBulkAnswer(value: unknown): value is BulkAnswer {
  if (!isRecord(value) || !Array.isArray(value.flags)) return false;
  if (value.eventStreams !== undefined && !isListOfRecords(value.eventStreams)) return false;
  return value.flags.every((flag) => isRecord(flag) && typeof flag.key === "string");
}

const isListOfRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

/** Where the server announces changes; undefined when it does not. Anything but a path would lead to another host. */
export function streamAddress(answer: BulkAnswer, serverUrl: string): string | undefined {
  const uri: unknown = answer.eventStreams?.find(({ type }) => type === "sse")?.endpoint?.requestUri;
  return typeof uri === "string" && uri.startsWith("/") ? serverUrl + uri : undefined;
}
