import type { Caller } from "../auth/caller";
import type { EncodedJson } from "../encoded-json";
import type { EventStream } from "../exchange";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { listDocument } from "../live/wire/list-documents";
import { rulesetDocument } from "../live/wire/ruleset-documents";
import { rulesetStream } from "../live/wire/ruleset-stream";
import type { ListForm } from "../live/wire/ruleset-text";
import { badRequest, notFound } from "../service-error";

/** The ruleset that a path and a query, or the caller's key, name. */
interface NamedRuleset {
  projectId: string | undefined;
  /** Undefined: the project's default. */
  environment: string | undefined;
}

/** @throws ServiceError 400 without a project, 404 for a project or environment that does not exist */
export async function liveRulesetOf({ projectId, environment }: NamedRuleset): Promise<LiveRuleset> {
  if (projectId === undefined) throw badRequest("project_id is required");
  const held = rulesetStore().held(projectId, environment);
  if (held !== undefined) return held;
  const found = await rulesetStore().get(projectId, environment);
  if (found.kind !== "found") throw notFound();
  return found.live;
}

/** Everything that an engine needs to evaluate in one environment. @throws ServiceError 400, 404, 503 */
export async function wholeRuleset(named: NamedRuleset, lists: ListForm): Promise<EncodedJson> {
  const live = await liveRulesetOf(named);
  live.changes.follow();
  const { answer } = await rulesetDocument(live, lists);
  return answer;
}

/** A list that a ruleset names by its hash. @throws ServiceError 400, 404 when no rule of the environment uses it */
export async function rulesetList(named: NamedRuleset, digest: string): Promise<EncodedJson> {
  const document = await listDocument(await liveRulesetOf(named), digest);
  if (document === undefined) throw notFound();
  return document;
}

/** @throws ServiceError 400, 404, 429, 503 */
export async function streamRuleset(
  named: NamedRuleset & { lastEventId: string | undefined },
  { lists, since }: { lists: ListForm; since?: string | undefined },
  { credential }: Caller,
): Promise<EventStream> {
  return rulesetStream(await liveRulesetOf(named), lists, credential, named.lastEventId ?? since);
}
