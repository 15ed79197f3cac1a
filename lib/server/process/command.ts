import { randomUUID } from "node:crypto";
import { ServiceError } from "../service-error";
import type { WriteContext } from "../services/write-context";
import { openProcessDatabase } from "./database";

/**
 * Runs a command with the database open, whether or not a server uses it, and closes it.
 * @param work gets the context under which its writes are recorded
 */
export async function runCommand<T>(work: (context: WriteContext) => Promise<T>): Promise<T> {
  const database = await openProcessDatabase("command", console.error);
  try {
    return await work({
      actor: { type: "cli", id: null, name: "command line" },
      requestId: randomUUID(),
      ifMatch: null,
    });
  } catch (error) {
    throw error instanceof ServiceError ? new Error(sentenceOf(error), { cause: error }) : error;
  } finally {
    await database.close();
  }
}

/** A service's refusal in one line: which field has which problem, or else its message. */
function sentenceOf({ message, extras }: ServiceError): string {
  const details = Object.entries(extras.details ?? {}).map(([field, problems]) => `${field}: ${problems.join(", ")}`);
  return details.join("; ") || message;
}
