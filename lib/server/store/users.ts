import { randomUUID } from "node:crypto";
import { type Page, type PageRequest, toTimestamp } from "@/lib/contract/common";
import type { Member } from "@/lib/contract/member";
import { projectRolesSchema, roleSchema } from "@/lib/contract/role";
import type { ProjectRoles } from "@/lib/contract/roles";
import type { User } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import { createdAfter, createdPage, oldestFirst } from "./pages";
import type { Tx } from "./transaction";

/** A user without a password has not accepted the invitation yet. */
const withAccounts = { accounts: { select: { password: true } } } as const;
type UserRow = User & { accounts: { password: string | null }[] };

/** A user's roles by project id. @throws CorruptRowError */
export function toProjectRoles({ id, projectRoles }: { id: string; projectRoles?: unknown }): ProjectRoles {
  const named = projectRolesSchema.safeParse(projectRoles);
  if (!named.success) throw new CorruptRowError("users", id, "project_roles");
  return named.data;
}

/** A stored user in the API's form. @throws CorruptRowError */
function toMember(row: UserRow): Member {
  const role = roleSchema.safeParse(row.role);
  if (!role.success) throw new CorruptRowError("users", row.id, `role ${row.role}`);
  const named = toProjectRoles(row);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: role.data,
    ...(Object.keys(named).length > 0 && { project_roles: named }),
    may_change_protected: row.mayChangeProtected,
    status: row.accounts.some(({ password }) => password !== null) ? "active" : "invited",
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** Everyone who can sign in or was invited to, oldest first. */
export async function listMembers(tx: Tx, request: PageRequest): Promise<Page<Member>> {
  const rows = await tx.user.findMany({
    where: { AND: createdAfter(request) },
    include: withAccounts,
    ...oldestFirst(request),
  });
  return createdPage(rows, request, toMember);
}

export const countUsers = (tx: Tx): Promise<number> => tx.user.count();

export async function findMember(tx: Tx, id: string): Promise<Member | null> {
  const row = await tx.user.findUnique({ where: { id }, include: withAccounts });
  return row && toMember(row);
}

/**
 * Reads a member and locks them and every admin until the transaction ends, in one order, so that two admins who demote
 * each other do not both succeed. Prisma has no call for a row lock.
 */
export async function lockMember(tx: Tx, id: string): Promise<Member | null> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE role = 'admin' OR id = ${id}::uuid ORDER BY id FOR UPDATE`;
  return findMember(tx, id);
}

/** The number of other admins who can sign in. An admin who has not accepted the invitation could let nobody in. */
export const countOtherAdmins = (tx: Tx, id: string): Promise<number> =>
  tx.user.count({
    where: { role: "admin", id: { not: id }, accounts: { some: { password: { not: null } } } },
  });

type MemberColumns = Pick<User, "name" | "role" | "mayChangeProtected"> & { projectRoles: ProjectRoles };

export async function insertMember(tx: Tx, member: MemberColumns & Pick<User, "email">): Promise<Member> {
  const row = await tx.user.create({ data: { ...member, id: randomUUID() }, include: withAccounts });
  return toMember(row);
}

export async function updateMember(tx: Tx, id: string, changed: Partial<MemberColumns>): Promise<Member> {
  const data = { ...changed, updatedAt: new Date() };
  return toMember(await tx.user.update({ where: { id }, data, include: withAccounts }));
}

/** Admins who have accepted their invitation, the oldest first. */
export const firstAdmins = (tx: Tx, most: number): Promise<Pick<User, "name" | "email">[]> =>
  tx.user.findMany({
    where: { role: "admin", accounts: { some: { password: { not: null } } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: most,
    select: { name: true, email: true },
  });

/** Removes a project from every user's roles. Prisma has no call that removes a key from JSON. */
export async function forgetProjectRoles(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET project_roles = project_roles - ${projectId}::text
    WHERE jsonb_exists(project_roles, ${projectId}::text)`;
}

/** Deletes a user and their sessions. */
export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await tx.user.delete({ where: { id }, select: { id: true } });
}

/** A number that no other advisory lock of ours uses. */
const SETUP_LOCK = 7_203_311;

/** Makes concurrent set-ups run one after another, each until its transaction ends. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK}::bigint)`;
}
