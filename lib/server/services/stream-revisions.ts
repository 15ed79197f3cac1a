import type { StreamQuery } from "@/lib/contract/evaluation";
import { assertEveryProject, assertReach, assertScope, type Caller } from "../auth/caller";
import type { EventStream } from "../exchange";
import { changeStreams, secondsAgo } from "../live/changes/change-stream";
import { revisionStream } from "../live/revision-stream";
import { badRequest, ServiceError } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { rulesetFor } from "./caller-ruleset";
import { liveRuleset } from "./evaluate";

interface Wanted {
  projectId: string | undefined;
  /** The last event that an earlier stream of the client received. */
  lastEventId: string | undefined;
}

/**
 * Events of a project: its revisions, or who changed what.
 * @throws ServiceError 400 when no project was named or for an unknown environment, 403, 404, 429, 503.
 */
export function streamEvents(wanted: Wanted, query: StreamQuery, caller: Caller): Promise<EventStream> {
  const isOfChanges = query["include[]"]?.includes("changes") === true;
  return isOfChanges ? streamChanges(wanted, query, caller) : streamRevisions(wanted, query, caller);
}

async function streamChanges(
  { projectId, lastEventId }: Wanted,
  { past_seconds: pastSeconds }: StreamQuery,
  caller: Caller,
): Promise<EventStream> {
  assertScope(caller, "flags:read");
  // Changes are announced for every environment.
  assertReach(caller, "all");
  if (projectId === undefined) assertEveryProject(caller);
  else await assertProjectExists(projectId);
  const past = pastSeconds === undefined ? undefined : secondsAgo(pastSeconds);
  return changeStreams().open(projectId ?? null, caller.credential, lastEventId ?? past);
}

async function streamRevisions(
  { projectId }: Wanted,
  { environment }: StreamQuery,
  caller: Caller,
): Promise<EventStream> {
  try {
    const { live } = await rulesetFor(caller, environment, (name) => liveRuleset(projectId, name));
    return revisionStream(live, caller.credential);
  } catch (error) {
    // Both are in the query here, and an error in a query is a 400.
    if (!(error instanceof ServiceError) || error.code !== "invalid") throw error;
    const [[field, [message] = []] = []] = Object.entries(error.extras.details ?? {});
    throw badRequest(`${field} ${message?.toLowerCase()}`);
  }
}
