import { toTimestamp } from "@/lib/contract/common";
import type { Invitation, Member } from "@/lib/contract/member";
import type { AcceptInvitation, ChangePassword } from "@/lib/contract/sign-in";
import { isLinkLive, issueLink, redeemLink, withdrawLinks } from "../auth/one-time-links";
import { hashOf, isPasswordOf, storePassword } from "../auth/passwords";
import { invalid, ServiceError } from "../service-error";
import { inTransaction, type Tx, writeAudit } from "./write";
import type { WriteContext } from "./write-context";

const INVITATION_MS = 7 * 24 * 60 * 60_000;

/** Makes the link by which a member chooses a password, in place of those there were. */
export async function issueInvitation(tx: Tx, { id, email }: Pick<Member, "id" | "email">): Promise<Invitation> {
  await withdrawLinks(tx, "invitation", id);
  const expiresAt = new Date(Date.now() + INVITATION_MS);
  const token = await issueLink(tx, "invitation", id, expiresAt);
  // Behind the #, so that it stands in no log and no Referer.
  return { path: `/invitation#${new URLSearchParams({ token, email })}`, expires_at: toTimestamp(expiresAt) };
}

/** Makes a member's link anew: the first was lost, or the password was. The old password is good until it is used. */
export async function inviteAgain(member: Member, context: WriteContext): Promise<Invitation> {
  return inTransaction(async (tx) => {
    await recordPassword(tx, member.id, "member.invited", context);
    return issueInvitation(tx, member);
  });
}

const badLink = () =>
  new ServiceError("forbidden", "This link has been used or has expired: ask an admin for a new one");

/**
 * Sets the password of whom an invitation is for, and ends their sessions: whoever had the old password is out.
 * @returns their e-mail address
 * @throws ServiceError 403 for a link that is not, or no longer, good
 */
export async function acceptInvitation(input: AcceptInvitation, requestId: string): Promise<string> {
  if (!(await isLinkLive("invitation", input.token))) throw badLink();
  const password = await hashOf(input.password);
  return inTransaction(async (tx) => {
    const userId = await redeemLink(tx, "invitation", input.token);
    if (userId === null) throw badLink();
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await storePassword(tx, userId, password);
    await tx.session.deleteMany({ where: { userId } });
    await recordPassword(tx, userId, "member.password_set", {
      actor: { type: "user", id: userId, name: email },
      requestId,
    });
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
  context: Pick<WriteContext, "actor" | "requestId">,
): Promise<void> {
  if (!(await isPasswordOf(userId, current_password))) throw invalid({ current_password: ["Is wrong"] });
  const password = await hashOf(new_password);
  await inTransaction(async (tx) => {
    await storePassword(tx, userId, password);
    await withdrawLinks(tx, "invitation", userId);
    await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await recordPassword(tx, userId, "member.password_set", context);
  });
}

/** That it happened, and nothing of what it is. */
const recordPassword = (
  tx: Tx,
  userId: string,
  action: string,
  context: Pick<WriteContext, "actor" | "requestId">,
): Promise<void> =>
  writeAudit(tx, null, context, [{ resourceType: "member", resourceId: userId, action, before: null, after: null }]);
