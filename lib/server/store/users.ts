import { randomUUID } from "node:crypto";
import { type Page, type PageRequest, toTimestamp } from "@/lib/contract/common";
import type { Member } from "@/lib/contract/member";
import { roleSchema } from "@/lib/contract/role";
import type { User } from "../db/generated/client";
import { CorruptRowError } from "../service-error";
import { createdAfter, createdPage, oldestFirst } from "./pages";
import type { Tx } from "./transaction";

/** Whether there is a password tells who has come. */
const withAccounts = { accounts: { select: { password: true } } } as const;
type UserRow = User & { accounts: { password: string | null }[] };

/** A stored user as the API shows it. @throws CorruptRowError */
function toMember(row: UserRow): Member {
  const role = roleSchema.safeParse(row.role);
  if (!role.success) throw new CorruptRowError("users", row.id, `role ${row.role}`);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: role.data,
    status: row.accounts.some(({ password }) => password !== null) ? "active" : "invited",
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

/** Everyone who may sign in or was invited to, oldest first. */
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

/** Admins other than `id` who can sign in. Someone who was invited and never came could not let anyone in again. */
export const countOtherAdmins = (tx: Tx, id: string): Promise<number> =>
  tx.user.count({
    where: { role: "admin", id: { not: id }, accounts: { some: { password: { not: null } } } },
  });

export async function insertMember(tx: Tx, member: Pick<User, "name" | "email" | "role">): Promise<Member> {
  const row = await tx.user.create({ data: { ...member, id: randomUUID() }, include: withAccounts });
  return toMember(row);
}

export async function updateMember(tx: Tx, id: string, changed: Partial<Pick<User, "name" | "role">>): Promise<Member> {
  const data = { ...changed, updatedAt: new Date() };
  return toMember(await tx.user.update({ where: { id }, data, include: withAccounts }));
}

/** Deletes a user; their sessions go with them. */
export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await tx.user.delete({ where: { id }, select: { id: true } });
}

/** Any number that no other advisory lock of ours uses. */
const SETUP_LOCK = 7_203_311;

/** Has those who set up at once do so one after another, each until their transaction ends. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK}::bigint)`;
}
