import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import type { CreateTestUser, ListTestUsersQuery, TestUser, UpdateTestUser } from "@/lib/contract/test-user";
import { getDb } from "../db/client";
import type { TestUser as StoredTestUser, TestUserExpectation } from "../db/generated/client";
import { assertFresh } from "../etag";
import { CorruptRowError, conflict, notFound } from "../service-error";
import { assertProjectExists } from "./assert-project";
import { assertExpectations, expectationsInOrder, storedExpectations, toExpectation } from "./expectations";
import { jsonInput } from "./json-input";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { withUnique } from "./unique";
import { inTransaction, projectLock, type Tx, writeAudit } from "./write";
import type { WriteContext } from "./write-context";

const NAME_TAKEN = "A test user with this name exists in the project";

type TestUserRow = StoredTestUser & { expectations: TestUserExpectation[] };

function toTestUser(row: TestUserRow): TestUser {
  const { context } = row;
  if (typeof context !== "object" || context === null || Array.isArray(context)) {
    throw new CorruptRowError("test_users", row.id, "context");
  }
  return {
    id: row.id,
    project_id: row.projectId,
    name: row.name,
    context,
    expectations: row.expectations.map(toExpectation),
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** @throws ServiceError 404 when there is no such project. */
export async function listTestUsers(query: ListTestUsersQuery): Promise<Page<TestUser>> {
  const [createdAt, id] = createdAfter(query);
  const isAfter = createdAt !== null &&
    id !== null && { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] };
  const take = rowsToRead(query);
  const rows = await getDb().prisma.testUser.findMany({
    where: { projectId: query.project_id, ...isAfter },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: expectationsInOrder,
    ...(take !== null && { take }),
  });
  if (rows.length === 0) await assertProjectExists(query.project_id);
  return createdPage(rows, query, toTestUser);
}

/** @throws ServiceError 404 */
export async function getTestUser(id: string): Promise<TestUser> {
  const row = await getDb().prisma.testUser.findUnique({ where: { id }, include: expectationsInOrder });
  if (row === null) throw notFound();
  return toTestUser(row);
}

/** @throws ServiceError 404 for the project, 409 for a taken name or a full project, 422 for a wrong expectation. */
export async function createTestUser(input: CreateTestUser, context: WriteContext): Promise<TestUser> {
  return withUnique("name", NAME_TAKEN, () =>
    inTransaction(async (tx) => {
      const project = await holdProject(tx, input.project_id);
      const count = await tx.testUser.count({ where: { projectId: project.id } });
      if (count >= limits.testUsersPerProject) {
        throw conflict(`A project holds at most ${limits.testUsersPerProject} test users`);
      }
      const { name, context: given, expectations = [] } = input;
      await assertExpectations(tx, project, expectations);
      const row = await tx.testUser.create({
        data: {
          id: randomUUID(),
          projectId: project.id,
          name,
          context: jsonInput(given),
          expectations: { createMany: { data: storedExpectations(expectations) } },
        },
        include: expectationsInOrder,
      });
      const testUser = toTestUser(row);
      await record(tx, context, "test_user.created", null, testUser);
      return testUser;
    }),
  );
}

/** @throws ServiceError 404, 409 for a taken name, 412, 422 for a wrong expectation. */
export async function updateTestUser(known: TestUser, input: UpdateTestUser, context: WriteContext): Promise<TestUser> {
  return withUnique("name", NAME_TAKEN, () =>
    inTransaction(async (tx) => {
      const project = await holdProject(tx, known.project_id);
      const before = await lockTestUser(tx, known.id);
      assertFresh(context.ifMatch, before);
      const { name, context: given, expectations } = input;
      if (isSame({ ...before, ...defined({ name, context: given, expectations }) }, before)) return before;
      if (expectations !== undefined) await assertExpectations(tx, project, expectations);
      const row = await tx.testUser.update({
        where: { id: known.id },
        data: {
          ...defined({ name }),
          ...(given !== undefined && { context: jsonInput(given) }),
          ...(expectations !== undefined && {
            expectations: { deleteMany: {}, createMany: { data: storedExpectations(expectations) } },
          }),
          updatedAt: new Date(),
        },
        include: expectationsInOrder,
      });
      const after = toTestUser(row);
      await record(tx, context, "test_user.updated", before, after);
      return after;
    }),
  );
}

/** @throws ServiceError 404, 412. */
export async function deleteTestUser(known: TestUser, context: WriteContext): Promise<void> {
  await inTransaction(async (tx) => {
    const before = await lockTestUser(tx, known.id);
    assertFresh(context.ifMatch, before);
    await tx.testUser.delete({ where: { id: known.id }, select: { id: true } });
    await record(tx, context, "test_user.deleted", before, null);
  });
}

/**
 * Keeps the project and its environments until the transaction ends. Evaluation cannot see test users, so the project's
 * revision stays.
 */
async function holdProject(tx: Tx, id: string): Promise<Pick<Project, "id" | "environments">> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(${projectLock(id)})`;
  const project = await tx.project.findUnique({ where: { id }, select: { id: true, environments: true } });
  if (project === null) throw notFound();
  return project;
}

async function lockTestUser(tx: Tx, id: string): Promise<TestUser> {
  await tx.$queryRaw`SELECT id FROM test_users WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.testUser.findUnique({ where: { id }, include: expectationsInOrder });
  if (row === null) throw notFound();
  return toTestUser(row);
}

async function record(tx: Tx, context: WriteContext, action: string, before: TestUser | null, after: TestUser | null) {
  const known = after ?? before;
  if (known === null) throw new Error("A change has a test user before or after it");
  await writeAudit(tx, known.project_id, context, [
    { resourceType: "test_user", resourceId: known.id, action, before, after },
  ]);
}
