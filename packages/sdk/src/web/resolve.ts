import { ErrorCode, type JsonValue, type ResolutionDetails, StandardResolutionReasons } from "@openfeature/web-sdk";
import type { HeldValues } from "./held-values";

type Resolution<T> = ResolutionDetails<T>;

/** The application's result for a flag. It never throws: in any error the default in the code applies. */
export function resolve<T extends JsonValue>(
  held: HeldValues | undefined,
  flagKey: string,
  defaultValue: T,
  isOfType: (value: JsonValue) => value is T,
): Resolution<T> {
  const flag = held?.flags.get(flagKey);
  if (held === undefined) return failed(defaultValue, ErrorCode.PROVIDER_NOT_READY, "The server has not answered yet");
  if (flag === undefined) {
    const words = `There is no flag "${flagKey}" here, or it is not visible to client keys`;
    return failed(defaultValue, ErrorCode.FLAG_NOT_FOUND, words);
  }
  const { value, variant, metadata } = flag;
  if (value !== undefined && !isOfType(value)) {
    const words = `"${flagKey}" is ${article(value)}, and its default in the code is ${article(defaultValue)}`;
    return failed(defaultValue, ErrorCode.TYPE_MISMATCH, words);
  }
  // OFREP has no reason DEFAULT: the server sends UNKNOWN, and the actual reason in the metadata.
  const reason = held.origin === "cache" ? StandardResolutionReasons.CACHED : (metadata?.reason ?? flag.reason);
  return {
    value: value ?? defaultValue,
    ...(reason !== undefined && { reason: String(reason) }),
    ...(variant !== undefined && { variant }),
    ...(metadata !== undefined && { flagMetadata: { ...metadata } }),
  };
}

const failed = <T>(value: T, errorCode: ErrorCode, errorMessage: string): Resolution<T> => ({
  ...{ value, errorCode, errorMessage },
  reason: StandardResolutionReasons.ERROR,
});

const article = (value: JsonValue): string => (typeof value === "object" ? "an object" : `a ${typeof value}`);
