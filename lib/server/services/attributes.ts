import type { AttributeUse, ListAttributesQuery } from "@/lib/contract/attribute";
import type { Page } from "@/lib/contract/common";
import * as store from "../store/attributes";
import { db } from "../store/transaction";
import { assertProjectExists } from "./assert-project";
import type { Limit } from "./seen";

/** More than anybody reads; the most used attributes are among them. */
const MOST = 500;

/**
 * The attributes that the conditions of a project's rules and segments use, most used first, then by name.
 * @throws ServiceError 404 when there is no such project.
 */
export async function listAttributes(
  { project_id: projectId }: ListAttributesQuery,
  limit: Limit,
): Promise<Page<AttributeUse>> {
  const items = await store.listAttributes(db(), projectId, limit, MOST);
  if (items.length === 0) await assertProjectExists(projectId);
  return { items };
}
