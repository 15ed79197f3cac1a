import { randomUUID } from "node:crypto";
import { type Page, toTimestamp } from "@/lib/contract/common";
import type { CreateTestUser, ListTestUsersQuery, TestUser, UpdateTestUser } from "@/lib/contract/test-user";
import type { TestUserExpectation, TestUser as TestUserRow } from "../db/generated/client";
import { defined } from "../patch";
import { CorruptRowError } from "../service-error";
import { expectationsInOrder, toExpectation, toExpectationRows } from "./expectations";
import { jsonInput, jsonInputIfSent } from "./json";
import { createdAfter, createdPage, oldestFirst } from "./pages";
import type { Tx } from "./transaction";

/** A stored test user in the API's form. @throws CorruptRowError */
function toTestUser(row: TestUserRow & { expectations: TestUserExpectation[] }): TestUser {
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

export async function listTestUsers(tx: Tx, query: ListTestUsersQuery): Promise<Page<TestUser>> {
  const rows = await tx.testUser.findMany({
    where: { projectId: query.project_id, AND: createdAfter(query) },
    include: expectationsInOrder,
    ...oldestFirst(query),
  });
  return createdPage(rows, query, toTestUser);
}

/** The ids of a project's test users, oldest first. */
export async function testUserIds(tx: Tx, projectId: string): Promise<string[]> {
  const rows = await tx.testUser.findMany({ where: { projectId }, select: { id: true }, ...oldestFirst({}) });
  return rows.map(({ id }) => id);
}

export const countTestUsers = (tx: Tx, projectId: string): Promise<number> =>
  tx.testUser.count({ where: { projectId } });

export async function findTestUser(tx: Tx, id: string): Promise<TestUser | null> {
  const row = await tx.testUser.findUnique({ where: { id }, include: expectationsInOrder });
  return row && toTestUser(row);
}

/** The project of a test user. */
export async function findTestUserProject(tx: Tx, id: string): Promise<string | undefined> {
  const found = await tx.testUser.findUnique({ where: { id }, select: { projectId: true } });
  return found?.projectId;
}

/** Reads a test user and locks it until the transaction ends. */
export async function lockTestUser(tx: Tx, id: string): Promise<TestUser | null> {
  // Prisma has no call for a row lock.
  await tx.$queryRaw`SELECT 1 FROM test_users WHERE id = ${id}::uuid FOR UPDATE`;
  return findTestUser(tx, id);
}

export async function insertTestUser(tx: Tx, input: CreateTestUser): Promise<TestUser> {
  const { project_id: projectId, name, context, expectations = [] } = input;
  const row = await tx.testUser.create({
    data: {
      id: randomUUID(),
      projectId,
      name,
      context: jsonInput(context),
      expectations: { createMany: { data: toExpectationRows(expectations) } },
    },
    include: expectationsInOrder,
  });
  return toTestUser(row);
}

/** Stores the sent fields of a locked test user, with the current time. */
export async function updateTestUser(
  tx: Tx,
  id: string,
  { name, context, expectations }: UpdateTestUser,
): Promise<TestUser> {
  const row = await tx.testUser.update({
    where: { id },
    data: {
      ...defined({ name, context: jsonInputIfSent(context) }),
      ...(expectations !== undefined && {
        expectations: { deleteMany: {}, createMany: { data: toExpectationRows(expectations) } },
      }),
      updatedAt: new Date(),
    },
    include: expectationsInOrder,
  });
  return toTestUser(row);
}

export async function deleteTestUser(tx: Tx, id: string): Promise<void> {
  await tx.testUser.delete({ where: { id }, select: { id: true } });
}
