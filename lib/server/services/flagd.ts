import type { FlagdQuery } from "@/lib/contract/flagd";
import type { Caller } from "../auth/caller";
import type { JsonText } from "../json-text";
import { flagdDocument } from "../live/flagd/flagd-document";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { andThen, type MaybePromise } from "../maybe-promise";
import { badRequest, notFound } from "../service-error";
import { rulesetFor } from "./caller-ruleset";

/**
 * The flags of an environment as flagd's clients evaluate them.
 * @throws ServiceError 400 without a project, 403, 404 for one that is not there, or has no such environment
 */
export const flagdFlags = (
  projectId: string | undefined,
  { environment }: FlagdQuery,
  caller: Caller,
): MaybePromise<JsonText> =>
  andThen(
    rulesetFor(caller, environment, (name) => liveRulesetOf(projectId, name)),
    ({ live }) => flagdDocument(live),
  );

async function liveRulesetOf(projectId: string | undefined, environment: string | undefined): Promise<LiveRuleset> {
  if (projectId === undefined) throw badRequest("project_id is required");
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind !== "found") throw notFound();
  return found.live;
}
