import { getDb } from "../db/client";
import { notFound } from "../service-error";

/** Tells an empty list from a project that is not there. @throws ServiceError 404 */
export async function assertProjectExists(id: string): Promise<void> {
  const found = await getDb().prisma.project.findUnique({ where: { id }, select: { id: true } });
  if (found === null) throw notFound();
}
