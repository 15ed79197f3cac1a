import type { Project } from "@/lib/contract/project";
import { conflict, type ServiceError } from "../../service-error";
import { lockFlag } from "../../store/flags";
import type { Tx } from "../../store/transaction";

export const flagMissing = (): ServiceError => conflict("The flag was deleted: restore the flag first");

/** Locks the flag whose rules are restored. @throws ServiceError 409 when it was deleted */
export async function lockFlagOfRules(tx: Tx, flagId: string): Promise<void> {
  if (!(await lockFlag(tx, flagId))) throw flagMissing();
}

/** Refuses content of an environment that the project no longer has. @throws ServiceError 409 */
export function assertEnvironments({ environments }: Pick<Project, "environments">, names: readonly string[]): void {
  const gone = [...new Set(names)].filter((name) => !environments.includes(name));
  if (gone.length > 0) throw conflict(`It is of environments that the project no longer has: ${gone.join(", ")}`);
}
