import type { Caller } from "../auth/caller";
import type { EventStream } from "../exchange";
import { revisionStream } from "../live/revision-stream";
import { badRequest, ServiceError } from "../service-error";
import { liveRuleset } from "./evaluate";

/** @throws ServiceError 400 for a project that was not named or an environment that it does not have, 404, 429, 503. */
export async function streamRevisions(
  projectId: string | undefined,
  environment: string | undefined,
  { credential }: Caller,
): Promise<EventStream> {
  try {
    return revisionStream(await liveRuleset(projectId, environment), credential);
  } catch (error) {
    // Both stand in the query here, and what is wrong with a query is a 400.
    if (!(error instanceof ServiceError) || error.code !== "invalid") throw error;
    const [[field, [message] = []] = []] = Object.entries(error.extras.details ?? {});
    throw badRequest(`${field} ${message?.toLowerCase()}`);
  }
}
