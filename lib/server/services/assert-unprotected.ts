import { type Caller, mayChangeProtectedIn, type Reach } from "../auth/caller";
import { forbidden } from "../service-error";
import { readEnvironmentFacts } from "../store/environments";
import { db } from "../store/transaction";

/**
 * Refuses a change that reaches a protected environment to an editor who may not change those.
 * @throws ServiceError 403
 */
export async function assertUnprotected(caller: Caller, projectId: string, reach: Reach): Promise<void> {
  if (mayChangeProtectedIn(caller, projectId)) return;
  const facts = await readEnvironmentFacts(db(), projectId);
  const isReached = (name: string) => reach === "all" || reach.includes(name);
  if (facts.some(({ name, isProtected }) => isProtected && isReached(name))) throw forbidden();
}
