import type { Rule } from "@/lib/contract/rule";
import { found } from "../service-error";
import { type FlagInProject, type FlagOfRules, findFlag, findFlagInProject } from "../store/flags";
import { findListOfRule, type RuleList } from "../store/rules";
import { db } from "../store/transaction";

/** The flag in a path, with the fields of its project by which changes of it and of its rules are judged. */
export type FlagResource = FlagInProject;

/** The rule in a path, with its flag. */
export interface RuleResource {
  flag: FlagOfRules;
  rule: Pick<Rule, "id">;
  list: RuleList;
}

/** @throws ServiceError 404 */
export const findFlagResource = async (id: string): Promise<FlagResource> => found(await findFlagInProject(db(), id));

/** The flag of the rule in a path. @throws ServiceError 404 */
export const findFlagOfRule = async (id: string): Promise<FlagOfRules> => found(await findFlag(db(), id));

/** @throws ServiceError 404, also for a rule of another flag */
export async function findRuleResource(flag: FlagOfRules, id: string): Promise<RuleResource> {
  return { flag, rule: { id }, list: found(await findListOfRule(db(), flag.id, id)) };
}
