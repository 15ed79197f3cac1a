import type { Page, PageRequest } from "@/lib/contract/common";
import type { CreateMember, InvitedMember, Member, UpdateMember } from "@/lib/contract/member";
import type { ProjectRoles } from "@/lib/contract/roles";
import { assertFresh } from "../etag";
import { defined, isSame } from "../patch";
import { conflict, found, invalid } from "../service-error";
import { announce } from "../store/notices";
import { deleteLinks } from "../store/one-time-links";
import { findProjects } from "../store/projects";
import { sessionIds } from "../store/sessions";
import { db, type Tx } from "../store/transaction";
import { withUnique } from "../store/unique";
import * as store from "../store/users";
import { issueInvitation } from "./invitations";
import { write } from "./write";
import type { WriteContext } from "./write-context";

/** Everyone who can sign in or was invited to, oldest first. */
export const listMembers = (page: PageRequest): Promise<Page<Member>> => store.listMembers(db(), page);

/** @throws ServiceError 404 */
export const getMember = async (id: string): Promise<Member> => found(await store.findMember(db(), id));

/**
 * Creates a member, who chooses a password with the invitation's link.
 * @throws ServiceError 409 when the address is taken.
 */
export async function createMember(input: CreateMember, context: WriteContext): Promise<InvitedMember> {
  return withUnique("email", "A member with this e-mail address exists", () =>
    write(context, async ({ tx, record }) => {
      const { name, email, role, project_roles: projectRoles = {}, may_change_protected } = input;
      await assertProjects(tx, projectRoles);
      const member = await store.insertMember(tx, {
        ...{ name, email, role, projectRoles },
        mayChangeProtected: may_change_protected,
      });
      record({ ...identity(member), action: "member.created", before: null, after: member });
      return { ...member, invitation: await issueInvitation(tx, member) };
    }),
  );
}

/** @throws ServiceError 404, 409 for the last admin, 412. */
export async function updateMember(id: string, input: UpdateMember, context: WriteContext): Promise<Member> {
  return write(context, async ({ tx, record }) => {
    const before = found(await store.lockMember(tx, id));
    assertFresh(context.ifMatch, before);
    const { name, role, project_roles: projectRoles, may_change_protected: mayChangeProtected } = input;
    await assertProjects(tx, projectRoles);
    const known = {
      ...{ name: before.name, role: before.role, projectRoles: before.project_roles ?? {} },
      mayChangeProtected: before.may_change_protected,
    };
    const changed = defined({ name, role, projectRoles, mayChangeProtected });
    if (isSame({ ...known, ...changed }, known)) return before;
    if (input.role !== undefined && input.role !== "admin") await assertNotLastAdmin(tx, before);
    const after = await store.updateMember(tx, id, changed);
    // Open streams were authorised when they were opened, so they end when the member sees fewer projects.
    if (losesProjects(before, after)) {
      for (const session of await sessionIds(tx, id)) await announce(tx, { type: "key", id: session });
    }
    record({ ...identity(after), action: "member.updated", before, after });
    return after;
  });
}

/** Removes a member; their sessions end with them. @throws ServiceError 404, 409 for the last admin, 412. */
export async function deleteMember(id: string, context: WriteContext): Promise<void> {
  await write(context, async ({ tx, record }) => {
    const before = found(await store.lockMember(tx, id));
    assertFresh(context.ifMatch, before);
    await assertNotLastAdmin(tx, before);
    await deleteLinks(tx, "invitation", id);
    await store.deleteMember(tx, id);
    record({ ...identity(before), action: "member.deleted", before, after: null });
  });
}

/** Whether the member could see a project before and cannot any more. */
function losesProjects(before: Member, { role, project_roles: named = {} }: Member): boolean {
  if (role !== "none") return false;
  return before.role !== "none" || Object.keys(before.project_roles ?? {}).some((id) => named[id] === undefined);
}

/** @throws ServiceError 422 for a project that does not exist */
async function assertProjects(tx: Tx, named: ProjectRoles = {}): Promise<void> {
  const ids = Object.keys(named);
  if (ids.length === 0) return;
  const known = new Set((await findProjects(tx, [], ids)).map(({ id }) => id));
  const missing = ids
    .filter((id) => !known.has(id))
    .map((id) => [`project_roles.${id}`, [`There is no project ${id}`]]);
  if (missing.length > 0) throw invalid(Object.fromEntries(missing));
}

async function assertNotLastAdmin(tx: Tx, { id, role, status }: Member): Promise<void> {
  if (role !== "admin" || status !== "active" || (await store.countOtherAdmins(tx, id)) > 0) return;
  throw conflict("The last admin can be neither removed nor given another role");
}

const identity = ({ id }: Pick<Member, "id">) => ({ resourceType: "member", resourceId: id }) as const;
