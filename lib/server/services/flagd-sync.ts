import { bearerIn, holderOf } from "../auth/authenticate";
import { assertProject, assertScope, type Caller } from "../auth/caller";
import { isRelay } from "../is-relay";
import type { DocumentSink } from "../live/flagd/document-sink";
import type { SyncStreams } from "../live/flagd/sync-streams";
import { readyToEvaluate } from "../live/readiness";
import { type LiveRuleset, rulesetStore } from "../live/ruleset-store";
import { budgetOf, spend, spendFailure } from "../rate-limit";
import { forbidden, notFound, ServiceError } from "../service-error";
import { findProjects } from "../store/projects";
import { db } from "../store/transaction";
import { rulesetFor } from "./caller-ruleset";
import { readSelector } from "./flagd-selector";
import { liveRulesetOf } from "./rulesets";

/** What a call in flagd's protocol says. */
export interface FlagdCall {
  /** `Bearer <key>`. Undefined: the selector contains the key. */
  readonly authorization: string | undefined;
  readonly selector: string;
  readonly clientAddress: string;
}

/** Sends the flags once. @throws ServiceError 400, 401, 403, 404, 429, 503 */
export async function fetchFlagdFlags(call: FlagdCall, sink: DocumentSink, streams: SyncStreams): Promise<void> {
  const { live } = await admit(call);
  await streams.once(live, sink);
}

/** Sends the flags at once and after each change, until the key or the server ends. @throws as `fetchFlagdFlags` */
export async function syncFlagdFlags(call: FlagdCall, sink: DocumentSink, streams: SyncStreams): Promise<void> {
  const { live, caller } = await admit(call);
  await streams.open(live, caller.credential, sink);
}

/** The order of checks is that of every route: authenticate, rate limit, scope, project, environment. */
async function admit({
  authorization,
  selector,
  clientAddress,
}: FlagdCall): Promise<{ live: LiveRuleset; caller: Caller }> {
  if (!readyToEvaluate().isReady) throw new ServiceError("unavailable", "There is nothing to evaluate by yet");
  const { project, environment, key } = readSelector(selector);
  const caller = await holderOf(bearerIn(authorization ?? null) ?? key ?? "").catch(async (error: unknown) => {
    if (error instanceof ServiceError && error.code === "unauthenticated") await spendFailure(clientAddress);
    throw error;
  });
  const budget = budgetOf(caller, "evaluation", clientAddress);
  if (budget !== undefined) await spend(budget, {});
  assertScope(caller, "flags:ruleset");
  const projectId = project === undefined ? onlyProjectOf(caller) : await projectIdOf(project);
  if (projectId !== undefined) assertProject(caller, projectId);
  // A key that is limited to some projects must not learn which others exist.
  else if (project !== undefined) throw caller.projectIds === null ? notFound() : forbidden();
  const { live } = await rulesetFor(caller, environment, (name) => liveRulesetOf({ projectId, environment: name }));
  return { live, caller };
}

const onlyProjectOf = ({ projectIds }: Caller): string | undefined =>
  projectIds?.length === 1 ? projectIds[0] : undefined;

/** From memory where the project is held, so that an unreachable database is not asked. Undefined: there is none. */
async function projectIdOf(slugOrId: string): Promise<string | undefined> {
  for (const { id, slug } of rulesetStore().sources()) if (slug === slugOrId || id === slugOrId) return id;
  if (isRelay()) return undefined;
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(slugOrId);
  const [found] = await findProjects(db(), isId ? [] : [slugOrId], isId ? [slugOrId] : []);
  return found?.id;
}
