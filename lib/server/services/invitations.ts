import { toTimestamp } from "@/lib/contract/common";
import type { Invitation, Member } from "@/lib/contract/member";
import type { AcceptInvitation, ChangePassword } from "@/lib/contract/sign-in";
import { isLinkLive, issueLink, redeemLink } from "../auth/one-time-links";
import { hashOf, isPasswordOf } from "../auth/passwords";
import { found, invalid, ServiceError } from "../service-error";
import { type AuditContext, insertAudit } from "../store/audit";
import { deleteLinks } from "../store/one-time-links";
import { storePassword } from "../store/passwords";
import { deleteSessions } from "../store/sessions";
import { inTransaction, type Tx } from "../store/transaction";
import { findMember } from "../store/users";
import { write } from "./write";
import type { WriteContext } from "./write-context";

const INVITATION_MS = 7 * 24 * 60 * 60_000;

/** Makes the link by which a member chooses a password; earlier links stop working. */
export async function issueInvitation(tx: Tx, { id, email }: Pick<Member, "id" | "email">): Promise<Invitation> {
  await deleteLinks(tx, "invitation", id);
  const expiresAt = new Date(Date.now() + INVITATION_MS);
  const token = await issueLink(tx, "invitation", id, expiresAt);
  // After the #, so that no log and no Referer contains it.
  return { path: `/invitation#${new URLSearchParams({ token, email })}`, expires_at: toTimestamp(expiresAt) };
}

/**
 * Makes a new link for a member whose first one, or whose password, was lost. The old password works until the link is
 * used.
 */
export async function inviteAgain(member: Member, context: WriteContext): Promise<Invitation> {
  return write(context, async ({ tx, record }) => {
    record(passwordChange(member.id, "member.invited"));
    return issueInvitation(tx, member);
  });
}

const badLink = () =>
  new ServiceError("forbidden", "This link has been used or has expired: ask an admin for a new one");

/**
 * Sets the password of the invitation's member, and ends their sessions, so that nobody goes on with the old password.
 * @returns their e-mail address
 * @throws ServiceError 403 for a link that is invalid or used
 */
export async function acceptInvitation(input: AcceptInvitation, requestId: string): Promise<string> {
  if (!(await isLinkLive("invitation", input.token))) throw badLink();
  const password = await hashOf(input.password);
  // The link says who acts, so it is redeemed first.
  return inTransaction(async (tx) => {
    const userId = await redeemLink(tx, "invitation", input.token);
    if (userId === null) throw badLink();
    const { email } = found(await findMember(tx, userId));
    await storePassword(tx, userId, password);
    // Links that were made at the same time did not end each other.
    await deleteLinks(tx, "invitation", userId);
    await deleteSessions(tx, userId);
    const actor = { type: "user", id: userId, name: email } as const;
    await insertAudit(tx, null, { actor, requestId }, [passwordChange(userId, "member.password_set")]);
    return email;
  });
}

/**
 * Changes the caller's own password and ends their other sessions.
 * @throws ServiceError 422 when the current one is wrong
 */
export async function changePassword(
  { current_password, new_password }: ChangePassword,
  { userId, sessionId }: { userId: string; sessionId: string },
  context: AuditContext,
): Promise<void> {
  if (!(await isPasswordOf(userId, current_password))) throw invalid({ current_password: ["Is wrong"] });
  const password = await hashOf(new_password);
  await write(context, async ({ tx, record }) => {
    await storePassword(tx, userId, password);
    await deleteLinks(tx, "invitation", userId);
    await deleteSessions(tx, userId, sessionId);
    record(passwordChange(userId, "member.password_set"));
  });
}

/** Records that the password changed, and nothing about it. */
const passwordChange = (userId: string, action: string) =>
  ({ resourceType: "member", resourceId: userId, action, before: null, after: null }) as const;
