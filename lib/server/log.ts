import { pino } from "pino";
import { getEnv } from "@/lib/env";

/** One JSON object a line, on standard output. Keys, cookies and bodies are never passed to it. */
export const log = pino({ level: getEnv().LOG_LEVEL, base: null });
