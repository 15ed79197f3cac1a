import type { Page } from "@/lib/contract/common";
import { limits } from "@/lib/contract/limits";
import type { CreateTestUser, ListTestUsersQuery, TestUser, UpdateTestUser } from "@/lib/contract/test-user";
import { assertFresh } from "../etag";
import { defined, isSame } from "../patch";
import { conflict, forbidden, found } from "../service-error";
import * as store from "../store/test-users";
import { db } from "../store/transaction";
import { withUnique } from "../store/unique";
import { assertProjectExists } from "./assert-project";
import { assertExpectations } from "./expectations";
import { type Limit, seen } from "./seen";
import { writeInProject } from "./write";
import type { WriteContext } from "./write-context";

const NAME_TAKEN = "A test user with this name exists in the project";

/** The test user in a path. */
export type TestUserResource = Pick<TestUser, "id" | "project_id">;

/** @throws ServiceError 404 */
export async function findTestUserResource(id: string): Promise<TestUserResource> {
  return { id, project_id: found(await store.findTestUserProject(db(), id)) };
}

/** @throws ServiceError 404 when there is no such project. */
export async function listTestUsers(query: ListTestUsersQuery, limit: Limit): Promise<Page<TestUser>> {
  const page = await store.listTestUsers(db(), query);
  if (page.items.length === 0) await assertProjectExists(query.project_id);
  return { ...page, items: page.items.map((user) => seen(user, limit)) };
}

/** @throws ServiceError 404 */
export const getTestUser = async (id: string, limit: Limit): Promise<TestUser> =>
  seen(found(await store.findTestUser(db(), id)), limit);

/** @throws ServiceError 404 for the project, 409 for a taken name or a full project, 422 for a wrong expectation. */
export async function createTestUser(input: CreateTestUser, context: WriteContext): Promise<TestUser> {
  return withUnique("name", NAME_TAKEN, () =>
    writeInProject(input.project_id, "shared", context, async ({ tx, readProject, record }) => {
      const project = await readProject();
      if ((await store.countTestUsers(tx, project.id)) >= limits.testUsersPerProject) {
        throw conflict(`A project holds at most ${limits.testUsersPerProject} test users`);
      }
      await assertExpectations(tx, project, input.expectations ?? []);
      const testUser = await store.insertTestUser(tx, input);
      record({ ...identity(testUser), action: "test_user.created", before: null, after: testUser });
      return testUser;
    }),
  );
}

/** @throws ServiceError 404, 409 for a taken name, 412, 422 for a wrong expectation. */
export async function updateTestUser(
  { id, project_id: projectId }: TestUserResource,
  input: UpdateTestUser,
  context: WriteContext,
): Promise<TestUser> {
  return withUnique("name", NAME_TAKEN, () =>
    writeInProject(projectId, "shared", context, async ({ tx, readProject, record }) => {
      const before = found(await store.lockTestUser(tx, id));
      assertFresh(context.ifMatch, seen(before, context.limit));
      const update = defined({ ...input, expectations: withUnseen(input.expectations, before, context.limit) });
      if (isSame({ ...before, ...update }, before)) return seen(before, context.limit);
      if (update.expectations !== undefined) await assertExpectations(tx, await readProject(), update.expectations);
      const after = await store.updateTestUser(tx, id, update);
      record({ ...identity(after), action: "test_user.updated", before, after });
      return seen(after, context.limit);
    }),
  );
}

/** @throws ServiceError 403 when there is an expectation in an environment that is not the caller's, 404, 412. */
export async function deleteTestUser(
  { id, project_id: projectId }: TestUserResource,
  context: WriteContext,
): Promise<void> {
  await writeInProject(projectId, "shared", context, async ({ tx, record }) => {
    const before = found(await store.lockTestUser(tx, id));
    const known = seen(before, context.limit);
    if (known.expectations.length < before.expectations.length) throw forbidden();
    assertFresh(context.ifMatch, known);
    await store.deleteTestUser(tx, id);
    record({ ...identity(before), action: "test_user.deleted", before, after: null });
  });
}

/** A caller who sees a part of the expectations replaces only that part. */
function withUnseen(sent: TestUser["expectations"] | undefined, before: TestUser, limit: Limit = null) {
  if (sent === undefined || limit === null) return sent;
  return [...before.expectations.filter(({ environment }) => !limit.includes(environment)), ...sent];
}

const identity = ({ id }: Pick<TestUser, "id">) => ({ resourceType: "test_user", resourceId: id }) as const;
