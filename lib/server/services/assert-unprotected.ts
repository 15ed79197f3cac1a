import { type Caller, mayChangeProtectedIn, type Reach } from "../auth/caller";
import { forbidden } from "../service-error";
import { readEnvironmentFacts } from "../store/environments";
import { db } from "../store/transaction";

/**
 * Refuses a change in a protected environment by an editor who may not change those.
 * @throws ServiceError 403
 */
export async function assertUnprotected(caller: Caller, projectId: string, reach: Reach): Promise<void> {
  if (mayChangeProtectedIn(caller, projectId)) return;
  const facts = await readEnvironmentFacts(db(), projectId);
  if (facts.some(({ name, isProtected }) => isProtected && reaches(reach, name))) throw forbidden();
}

function reaches(reach: Reach, name: string): boolean {
  if (reach === "all") return true;
  return "allBut" in reach ? !reach.allBut.includes(name) : reach.includes(name);
}
