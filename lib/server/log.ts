import { pino, stdSerializers } from "pino";
import { getEnv } from "@/lib/env";
import { sourceStack } from "./source-stack";

/** One JSON object a line, on standard output. Keys, cookies and bodies are never passed to it. */
export const log = pino({ level: getEnv().LOG_LEVEL, base: null, serializers: { err: serializeError } });

/** Anything can be thrown; what is no error is logged as it is. */
function serializeError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const error = stdSerializers.err(thrown);
  error.stack = sourceStack(error.stack);
  return error;
}
