import { idSchema } from "@/lib/contract/common";
import type { JsonObject } from "@/lib/contract/json";
import type { Project } from "@/lib/contract/project";
import type { Segment } from "@/lib/contract/segment";
import { assertEveryProject, assertProject, type Caller } from "../auth/caller";
import { grantOf } from "../auth/stream-tokens";
import type { ApiRequest } from "../exchange";
import type { MaybePromise } from "../maybe-promise";
import { notFound } from "../service-error";
import { type FlagSubject, findFlag, type RuleSubject } from "../services/find-flag";
import { getProject } from "../services/projects";
import { getRule } from "../services/rules";
import { getSegment } from "../services/segments";

interface Sent {
  request: ApiRequest;
  search: URLSearchParams;
  /** Empty unless the subject reads the body. */
  body: JsonObject;
}

interface Found<Resource> {
  /** The project that the caller must be allowed in; null when none is touched, or none could be read. */
  projectId: string | null;
  subject: Resource;
}

/** How a route finds what it is about, and so the project that decides who may call it. */
export interface Subject<Resource> {
  readsBody: boolean;
  find(sent: Sent, caller: Caller): MaybePromise<Found<Resource>>;
}

/** The id that a path names. @throws ServiceError 404 when it is no UUID */
export function idIn(sent: Sent, name: string): string {
  const parsed = idSchema.safeParse(sent.request.params[name]);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

/** A malformed id is left to the schema, which says so; no project can be touched with it. */
function namedProject(value: unknown): Found<undefined> {
  const parsed = idSchema.safeParse(value);
  return { projectId: parsed.success ? parsed.data : null, subject: undefined };
}

/** For what spans projects but is answered for the caller's own. */
export const anyCaller: Subject<undefined> = {
  readsBody: false,
  find: () => ({ projectId: null, subject: undefined }),
};

/** For what spans all projects: callers limited to some are refused. */
export const everyProject: Subject<undefined> = {
  readsBody: false,
  find: (_sent, caller) => {
    assertEveryProject(caller);
    return { projectId: null, subject: undefined };
  },
};

export const projectInQuery: Subject<undefined> = {
  readsBody: false,
  find: ({ search }) => namedProject(search.get("project_id")),
};

export const projectInBody: Subject<undefined> = {
  readsBody: true,
  find: ({ body }) => namedProject(body.project_id),
};

export const projectInPath: Subject<Project> = {
  readsBody: false,
  find: async (sent) => {
    const project = await getProject(idIn(sent, "project_id"));
    return { projectId: project.id, subject: project };
  },
};

export const flagInPath: Subject<FlagSubject> = {
  readsBody: false,
  find: async (sent) => {
    const found = await findFlag(idIn(sent, "flag_id"));
    return { projectId: found.project.id, subject: found };
  },
};

export const ruleInPath: Subject<RuleSubject> = {
  readsBody: false,
  find: async (sent, caller) => {
    const ruleId = idIn(sent, "rule_id");
    const found = await findFlag(idIn(sent, "flag_id"));
    // Before the rule is looked for: whether there is one is no business of those who may not see the project.
    assertProject(caller, found.project.id);
    return { projectId: found.project.id, subject: { ...found, rule: await getRule(found.flag.id, ruleId) } };
  },
};

export const segmentInPath: Subject<Segment> = {
  readsBody: false,
  find: async (sent) => {
    const segment = await getSegment(idIn(sent, "segment_id"));
    return { projectId: segment.project_id, subject: segment };
  },
};

/** The project that an evaluation names, or the only one that its key is for. */
function evaluatedProject(named: unknown, caller: Caller): Found<string | undefined> {
  const only = caller.projectIds?.length === 1 ? caller.projectIds[0] : undefined;
  const { projectId } = namedProject(named ?? only);
  return { projectId, subject: projectId ?? undefined };
}

export const evaluationInBody: Subject<string | undefined> = {
  readsBody: true,
  find: ({ body }, caller) => evaluatedProject(body.project_id, caller),
};

/** The project whose events are asked for, and what an earlier stream of the client sent last. */
export const streamInQuery: Subject<{ projectId: string | undefined; lastEventId: string | undefined }> = {
  readsBody: false,
  find: ({ request, search }, caller) => {
    const { projectId, subject } = evaluatedProject(search.get("project_id") ?? undefined, caller);
    return { projectId, subject: { projectId: subject, lastEventId: request.header("last-event-id") ?? undefined } };
  },
};

interface GrantedStream {
  projectId: string;
  environment: string;
  /** What an earlier stream of the client sent last. */
  lastEventId: string | undefined;
}

/** What a stream's token, which let the caller in, was given for. */
export const grantedStream: Subject<GrantedStream> = {
  readsBody: false,
  find: async ({ request, search }) => {
    const grant = await grantOf(search.get("stream") ?? "");
    if (grant === undefined) throw notFound();
    const { projectId, environment } = grant;
    const lastEventId = request.header("last-event-id") ?? undefined;
    return { projectId, subject: { projectId, environment, lastEventId } };
  },
};

/** OFREP's paths and bodies have no place for a project or an environment, so headers say which. */
export const evaluationInHeaders: Subject<{ projectId: string | undefined; environment: string | undefined }> = {
  readsBody: false,
  find: ({ request }, caller) => {
    const { projectId, subject } = evaluatedProject(request.header("x-project-id") ?? undefined, caller);
    return { projectId, subject: { projectId: subject, environment: request.header("x-environment") ?? undefined } };
  },
};
