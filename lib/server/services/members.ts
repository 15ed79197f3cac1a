import { randomUUID } from "node:crypto";
import { type Page, type PageRequest, toTimestamp } from "@/lib/contract/common";
import type { CreateMember, InvitedMember, Member, UpdateMember } from "@/lib/contract/member";
import { roleSchema } from "@/lib/contract/role";
import { withdrawLinks } from "../auth/one-time-links";
import { getDb } from "../db/client";
import type { User } from "../db/generated/client";
import { assertFresh } from "../etag";
import { CorruptRowError, conflict, notFound } from "../service-error";
import { issueInvitation } from "./invitations";
import { createdAfter, createdPage, rowsToRead } from "./pages";
import { defined, isSame } from "./patch";
import { withUnique } from "./unique";
import { inTransaction, type Tx, writeAudit } from "./write";
import type { WriteContext } from "./write-context";

/** What a list or a change of members reads: whether there is a password tells who has come. */
const withAccounts = { accounts: { select: { password: true } } } as const;
type UserRow = User & { accounts: { password: string | null }[] };

/** A stored user as the API shows it. @throws CorruptRowError */
export function toMember(row: User, isActive: boolean): Member {
  const role = roleSchema.safeParse(row.role);
  if (!role.success) throw new CorruptRowError("users", row.id, `role ${row.role}`);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: role.data,
    status: isActive ? "active" : "invited",
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  };
}

const present = (row: UserRow): Member =>
  toMember(
    row,
    row.accounts.some(({ password }) => password !== null),
  );

/** Everyone who may sign in or was invited to, oldest first. */
export async function listMembers(page: PageRequest): Promise<Page<Member>> {
  const [createdAt, id] = createdAfter(page);
  const rows = await getDb().prisma.user.findMany({
    ...(createdAt !== null &&
      id !== null && { where: { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] } }),
    include: withAccounts,
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    ...(page.limit !== undefined && { take: rowsToRead(page) ?? page.limit }),
  });
  return createdPage(rows, page, present);
}

/** @throws ServiceError 404 */
export async function getMember(id: string): Promise<Member> {
  const row = await getDb().prisma.user.findUnique({ where: { id }, include: withAccounts });
  if (row === null) throw notFound();
  return present(row);
}

/** Makes a member who chooses a password by the invitation's link. @throws ServiceError 409 when the address is taken. */
export async function createMember(input: CreateMember, context: WriteContext): Promise<InvitedMember> {
  return withUnique("email", "A member with this e-mail address exists", () =>
    inTransaction(async (tx) => {
      const { name, email, role } = input;
      const member = toMember(await tx.user.create({ data: { id: randomUUID(), name, email, role } }), false);
      await record(tx, context, "member.created", null, member);
      return { ...member, invitation: await issueInvitation(tx, member) };
    }),
  );
}

/** @throws ServiceError 404, 409 for the last admin, 412. */
export async function updateMember(id: string, input: UpdateMember, context: WriteContext): Promise<Member> {
  return inTransaction(async (tx) => {
    const before = await lockMember(tx, id);
    assertFresh(context.ifMatch, before);
    const patch = defined({ name: input.name, role: input.role });
    if (isSame({ ...before, ...patch }, before)) return before;
    if (input.role !== undefined && input.role !== "admin") await assertNotLastAdmin(tx, before);
    const row = await tx.user.update({
      where: { id },
      data: { ...patch, updatedAt: new Date() },
      include: withAccounts,
    });
    const after = present(row);
    await record(tx, context, "member.updated", before, after);
    return after;
  });
}

/** Removes a member; their sessions end with them. @throws ServiceError 404, 409 for the last admin, 412. */
export async function deleteMember(id: string, context: WriteContext): Promise<void> {
  await inTransaction(async (tx) => {
    const before = await lockMember(tx, id);
    assertFresh(context.ifMatch, before);
    await assertNotLastAdmin(tx, before);
    await withdrawLinks(tx, "invitation", id);
    await tx.user.delete({ where: { id }, select: { id: true } });
    await record(tx, context, "member.deleted", before, null);
  });
}

/** Locks every admin with the member, in one order, so that two admins who demote each other do not both succeed. */
async function lockMember(tx: Tx, id: string): Promise<Member> {
  await tx.$queryRaw`SELECT id FROM users WHERE role = 'admin' OR id = ${id}::uuid ORDER BY id FOR UPDATE`;
  const row = await tx.user.findUnique({ where: { id }, include: withAccounts });
  if (row === null) throw notFound();
  return present(row);
}

async function assertNotLastAdmin(tx: Tx, member: Member): Promise<void> {
  if (member.role !== "admin" || member.status !== "active") return;
  // Someone who was invited and never came could not let anyone in again.
  const others = await tx.user.count({
    where: { role: "admin", id: { not: member.id }, accounts: { some: { password: { not: null } } } },
  });
  if (others === 0) throw conflict("The last admin can be neither removed nor given another role");
}

/** Members belong to the installation, so their entries have no project. */
async function record(tx: Tx, context: WriteContext, action: string, before: Member | null, after: Member | null) {
  const resourceId = (after ?? before)?.id;
  if (resourceId === undefined) throw new Error("A change has a member before or after it");
  await writeAudit(tx, null, context, [{ resourceType: "member", resourceId, action, before, after }]);
}
