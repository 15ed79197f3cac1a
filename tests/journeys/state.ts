import type { AuditEntry } from "@/lib/contract/audit";
import type { Flag } from "@/lib/contract/flag";
import { defaultIn, isOnIn } from "@/lib/contract/flag-state";
import type { Project } from "@/lib/contract/project";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { TestUser } from "@/lib/contract/test-user";
import type { FlagInput, RulesetInput } from "@/lib/targeting";
import type { ApiService } from "../support/api-service";

export const environments = ["production", "staging"] as const;
export type Environment = (typeof environments)[number];

/** All that a project holds, as the API lists it. */
export interface State {
  readonly revision: number;
  readonly flags: readonly Flag[];
  /** Of every flag and environment, each list in its order. */
  readonly rules: readonly Rule[];
  readonly segments: readonly Segment[];
  readonly testUsers: readonly TestUser[];
  /** Newest first. */
  readonly entries: readonly AuditEntry[];
}

export async function readState(service: ApiService, project: Pick<Project, "id">): Promise<State> {
  const all = (resource: string) => service.data("GET", `/api/v1/flags${resource}project_id=${project.id}`);
  const flags: Flag[] = await all("?");
  const lists = flags.flatMap(({ id }) =>
    environments.map((name) => service.data("GET", `/api/v1/flags/${id}/rules?environment=${name}`)),
  );
  return {
    revision: await service.stored.revision(project.id),
    flags,
    rules: (await Promise.all(lists)).flat(),
    segments: await all("/segments?"),
    testUsers: await all("/test-users?"),
    entries: await allEntries(service, project),
  };
}

async function allEntries(service: ApiService, project: Pick<Project, "id">): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const from: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const path = `/api/v1/flags/audit?project_id=${project.id}&limit=200${from}`;
    const { body }: { body: { data: AuditEntry[]; next_cursor: string | null } } = await service.call("GET", path);
    entries.push(...body.data);
    cursor = body.next_cursor;
  }
  return entries;
}

export const listOf = ({ rules }: Pick<State, "rules">, flagId: string, environment: string): Rule[] =>
  rules.filter((rule) => rule.flag_id === flagId && rule.environment === environment);

/** What the naive reading reads of an environment. */
export function inputOf({ flags, rules, segments }: State, environment: string): RulesetInput {
  return {
    flags: flags.map((flag) => flagInput(flag, environment)),
    rules: rules.filter((rule) => rule.environment === environment),
    segments,
  };
}

function flagInput(flag: Flag, environment: string): FlagInput {
  const { id, key, flag_type, status, when_disabled, variants, requires } = flag;
  const isOn = isOnIn({ ...flag, status: "active" }, environment);
  const default_value = { value: defaultIn(flag, environment) };
  return { id, key, flag_type, status, when_disabled, variants, requires, enabled: isOn, default_value };
}
