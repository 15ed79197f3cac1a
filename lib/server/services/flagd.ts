import type { FlagdQuery } from "@/lib/contract/flagd";
import type { Caller } from "../auth/caller";
import type { EncodedJson } from "../encoded-json";
import { flagdDocument } from "../live/flagd/flagd-documents";
import { rulesetFor } from "./caller-ruleset";
import { liveRulesetOf } from "./rulesets";

/**
 * The flags of an environment as flagd's clients evaluate them.
 * @throws ServiceError 400 without a project, 403, 404 for a project or environment that does not exist
 */
export async function flagdFlags(
  projectId: string | undefined,
  { environment }: FlagdQuery,
  caller: Caller,
): Promise<EncodedJson> {
  const { live } = await rulesetFor(caller, environment, (name) => liveRulesetOf({ projectId, environment: name }));
  return (await flagdDocument(live)).answer;
}
