import type { Page } from "@/lib/contract/common";
import type { FlagListPart, ListedFlag, ListFlagsQuery } from "@/lib/contract/flag-list";
import { found } from "../service-error";
import { audiencesOfFlags } from "../store/audiences";
import * as store from "../store/flags";
import { lastChanges } from "../store/last-changes";
import { findProject } from "../store/projects";
import { keysOfRequiring } from "../store/requirements";
import { countRulesByFlag } from "../store/rule-counts";
import { db } from "../store/transaction";
import { type Limit, seen } from "./seen";
import { stalenessOfFlags } from "./staleness";

/** The fields that a list adds to a flag's own. */
type PartOf = (flagId: string) => Pick<ListedFlag, FlagListPart>;

/** Each needs as many statements for any number of flags as for one. */
const parts: Record<FlagListPart, (flagIds: readonly string[], limit: Limit) => Promise<PartOf>> = {
  rule_counts: async (flagIds) => {
    const counts = await countRulesByFlag(db(), flagIds);
    return (id) => ({ rule_counts: counts.get(id) ?? {} });
  },
  audiences: async (flagIds) => {
    const audiences = await audiencesOfFlags(db(), flagIds);
    return (id) => ({ audiences: audiences.get(id) ?? {} });
  },
  last_change: async (flagIds, limit) => {
    const changes = await lastChanges(db(), flagIds, limit);
    return (id) => {
      const change = changes.get(id);
      return change === undefined ? {} : { last_change: change };
    };
  },
  required_by: async (flagIds) => {
    const keys = await keysOfRequiring(db(), flagIds);
    return (id) => {
      const requiredBy = keys.get(id);
      return requiredBy === undefined ? {} : { required_by: requiredBy };
    };
  },
  stale: async (flagIds) => {
    const known = await stalenessOfFlags(flagIds);
    return (id) => {
      const stale = known.get(id);
      return stale === undefined ? {} : { stale };
    };
  },
};

/** @throws ServiceError 400 for a list that is too long to be given whole, 404 when there is no such project. */
export async function listFlags(query: ListFlagsQuery, limit: Limit): Promise<Page<ListedFlag>> {
  const { environments } = found(await findProject(db(), query.project_id));
  const page = await store.listFlags(db(), environments, query);
  const ids = page.items.map(({ id }) => id);
  const included: PartOf[] = [];
  for (const part of new Set(query["include[]"])) included.push(await parts[part](ids, limit));
  if (included.length === 0 && limit === null) return page;
  const complete = (flag: ListedFlag): ListedFlag => {
    const listed = { ...flag };
    for (const partOf of included) Object.assign(listed, partOf(flag.id));
    return seen(listed, limit);
  };
  return { ...page, items: page.items.map(complete) };
}
