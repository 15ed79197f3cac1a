import { found } from "../service-error";
import { findProject } from "../store/projects";
import { db } from "../store/transaction";

/** Distinguishes an empty list from a project that does not exist. @throws ServiceError 404 */
export async function assertProjectExists(id: string): Promise<void> {
  found(await findProject(db(), id));
}
