import { idSchema } from "@/lib/contract/common";
import type { JsonObject } from "@/lib/contract/json";
import type { Project } from "@/lib/contract/project";
import { assertEveryProject, assertProject, type Caller } from "../auth/caller";
import { grantOf } from "../auth/stream-tokens";
import type { ApiRequest } from "../exchange";
import type { MaybePromise } from "../maybe-promise";
import { notFound } from "../service-error";
import { type AuditEntryResource, findAuditEntryResource } from "../services/audit";
import {
  type FlagResource,
  findFlagOfRule,
  findFlagResource,
  findRuleResource,
  type RuleResource,
} from "../services/flag-resource";
import { getProject } from "../services/projects";
import { findSegmentResource, type SegmentResource } from "../services/segments";

interface Sent {
  request: ApiRequest;
  search: URLSearchParams;
  /** Empty unless the finder reads the body. */
  body: JsonObject;
}

interface Found<Resource> {
  /**
   * The project in which the caller needs permission; null when the request is about no project, or its id is invalid.
   */
  projectId: string | null;
  resource: Resource;
}

/** How a route finds the resource that it is about, and with it the project that decides who may call it. */
export interface ResourceFinder<Resource> {
  readsBody: boolean;
  find(sent: Sent, caller: Caller): MaybePromise<Found<Resource>>;
}

/** The id in a path. @throws ServiceError 404 when it is no UUID */
export function idIn(sent: Sent, name: string): string {
  const parsed = idSchema.safeParse(sent.request.params[name]);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

/** The schema reports a malformed id; it can be the id of no project. */
function namedProject(value: unknown): Found<undefined> {
  const parsed = idSchema.safeParse(value);
  return { projectId: parsed.success ? parsed.data : null, resource: undefined };
}

/** For routes that span projects but answer for the caller's own. */
export const anyCaller: ResourceFinder<undefined> = {
  readsBody: false,
  find: () => ({ projectId: null, resource: undefined }),
};

/** For routes that span all projects: callers that are limited to some are refused. */
export const everyProject: ResourceFinder<undefined> = {
  readsBody: false,
  find: (_sent, caller) => {
    assertEveryProject(caller);
    return { projectId: null, resource: undefined };
  },
};

export const projectInQuery: ResourceFinder<undefined> = {
  readsBody: false,
  find: ({ search }) => namedProject(search.get("project_id")),
};

export const projectInBody: ResourceFinder<undefined> = {
  readsBody: true,
  find: ({ body }) => namedProject(body.project_id),
};

export const projectInPath: ResourceFinder<Project> = {
  readsBody: false,
  find: async (sent) => {
    const project = await getProject(idIn(sent, "project_id"));
    return { projectId: project.id, resource: project };
  },
};

export const environmentInPath: ResourceFinder<{ project: Project; environment: string }> = {
  readsBody: false,
  find: async (sent, caller) => {
    const project = await getProject(idIn(sent, "project_id"));
    // Callers that may not see the project must not learn which environments it has.
    assertProject(caller, project.id);
    return { projectId: project.id, resource: { project, environment: environmentOf(project, sent) } };
  },
};

/** The environment in a path. @throws ServiceError 404 when the project has none of that name */
function environmentOf({ environments }: Pick<Project, "environments">, { request }: Sent): string {
  const environment = environments.find((name) => name === request.params.environment);
  if (environment === undefined) throw notFound();
  return environment;
}

export const flagInPath: ResourceFinder<FlagResource> = {
  readsBody: false,
  find: async (sent) => {
    const resource = await findFlagResource(idIn(sent, "flag_id"));
    return { projectId: resource.project.id, resource };
  },
};

export const flagEnvironmentInPath: ResourceFinder<FlagResource & { environment: string }> = {
  readsBody: false,
  find: async (sent, caller) => {
    const resource = await findFlagResource(idIn(sent, "flag_id"));
    assertProject(caller, resource.project.id);
    const environment = environmentOf(resource.project, sent);
    return { projectId: resource.project.id, resource: { ...resource, environment } };
  },
};

export const ruleInPath: ResourceFinder<RuleResource> = {
  readsBody: false,
  find: async (sent, caller) => {
    const ruleId = idIn(sent, "rule_id");
    const flag = await findFlagOfRule(idIn(sent, "flag_id"));
    // Checked before the rule is looked up, because callers that may not see the project must not learn whether it
    // exists.
    assertProject(caller, flag.project_id);
    return { projectId: flag.project_id, resource: await findRuleResource(flag, ruleId) };
  },
};

/** An entry of a project's history. Entries of keys and members belong to no project, and are not shown. */
export const auditEntryInPath: ResourceFinder<AuditEntryResource> = {
  readsBody: false,
  find: async (sent) => {
    const resource = await findAuditEntryResource(idIn(sent, "entry_id"));
    return { projectId: resource.projectId, resource };
  },
};

export const segmentInPath: ResourceFinder<SegmentResource> = {
  readsBody: false,
  find: async (sent) => {
    const resource = await findSegmentResource(idIn(sent, "segment_id"));
    return { projectId: resource.project_id, resource };
  },
};

/** The project that an evaluation names, or the only one that its key may use. */
function evaluatedProject(named: unknown, caller: Caller): Found<string | undefined> {
  const only = caller.projectIds?.length === 1 ? caller.projectIds[0] : undefined;
  const { projectId } = namedProject(named ?? only);
  return { projectId, resource: projectId ?? undefined };
}

export const evaluationInBody: ResourceFinder<string | undefined> = {
  readsBody: true,
  find: ({ body }, caller) => evaluatedProject(body.project_id, caller),
};

export const evaluationInQuery: ResourceFinder<string | undefined> = {
  readsBody: false,
  find: ({ search }, caller) => evaluatedProject(search.get("project_id") ?? undefined, caller),
};

/** The project whose events are requested, and the last event that an earlier stream of the client received. */
export const streamInQuery: ResourceFinder<{ projectId: string | undefined; lastEventId: string | undefined }> = {
  readsBody: false,
  find: ({ request, search }, caller) => {
    const { projectId, resource } = evaluatedProject(search.get("project_id") ?? undefined, caller);
    return { projectId, resource: { projectId: resource, lastEventId: request.header("last-event-id") ?? undefined } };
  },
};

interface RulesetResource {
  projectId: string | undefined;
  environment: string;
  /** The last event that an earlier stream of the client received. */
  lastEventId: string | undefined;
}

/** The ruleset of the environment in the path. Whether it exists is known when it is looked up. */
export const rulesetInPath: ResourceFinder<RulesetResource> = {
  readsBody: false,
  find: ({ request, search }, caller) => {
    const { projectId, resource } = evaluatedProject(search.get("project_id") ?? undefined, caller);
    const lastEventId = request.header("last-event-id") ?? undefined;
    return { projectId, resource: { projectId: resource, environment: textIn(request, "environment"), lastEventId } };
  },
};

/** One of its long lists, by the hash of its content. */
export const rulesetListInPath: ResourceFinder<RulesetResource & { digest: string }> = {
  readsBody: false,
  find: async (sent, caller) => {
    const { projectId, resource } = await rulesetInPath.find(sent, caller);
    return { projectId, resource: { ...resource, digest: textIn(sent.request, "sha256") } };
  },
};

function textIn({ params }: ApiRequest, name: string): string {
  const text = params[name];
  if (typeof text !== "string") throw notFound();
  return text;
}

interface GrantedStream {
  projectId: string;
  environment: string;
  /** The last event that an earlier stream of the client received. */
  lastEventId: string | undefined;
}

/** The project and environment for which the stream's token was made. */
export const grantedStream: ResourceFinder<GrantedStream> = {
  readsBody: false,
  find: async ({ request, search }) => {
    const grant = await grantOf(search.get("stream") ?? "");
    if (grant === undefined) throw notFound();
    const { projectId, environment } = grant;
    const lastEventId = request.header("last-event-id") ?? undefined;
    return { projectId, resource: { projectId, environment, lastEventId } };
  },
};

/** OFREP's paths and bodies have no field for a project or an environment, so headers name them. */
export const evaluationInHeaders: ResourceFinder<{ projectId: string | undefined; environment: string | undefined }> = {
  readsBody: false,
  find: ({ request }, caller) => {
    const { projectId, resource } = evaluatedProject(request.header("x-project-id") ?? undefined, caller);
    return { projectId, resource: { projectId: resource, environment: request.header("x-environment") ?? undefined } };
  },
};
