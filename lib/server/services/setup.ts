import { createProjectSchema } from "@/lib/contract/project";
import type { SetUp } from "@/lib/contract/sign-in";
import { isLinkLive, issueLink, redeemLink } from "../auth/one-time-links";
import { hashOf } from "../auth/passwords";
import { log } from "../log";
import { conflict, ServiceError } from "../service-error";
import { insertAudit } from "../store/audit";
import { deleteLinks } from "../store/one-time-links";
import { storePassword } from "../store/passwords";
import { deleteExpired } from "../store/sessions";
import { db, inTransaction, type Tx } from "../store/transaction";
import { countUsers, findMember, insertMember, lockSetUp } from "../store/users";
import { createProject } from "./projects";
import { seedDemo } from "./seed-demo";
import type { WriteContext } from "./write-context";

/** Long enough to finish an installation; the next start prints another link. */
const LINK_MS = 24 * 60 * 60_000;

/** Whether nobody can sign in yet. */
export const isSetUpNeeded = async (): Promise<boolean> => (await countUsers(db())) === 0;

/**
 * A new one-time link to the set-up page, or undefined when there are members. Each instance makes its own at its
 * start; the first link that is used invalidates all of them.
 * @param address where the server is reached, without a slash at its end
 */
export async function setupLink(address: string): Promise<string | undefined> {
  if (!(await isSetUpNeeded())) return undefined;
  const token = await inTransaction(async (tx) => {
    await deleteExpired(tx, new Date());
    return issueLink(tx, "setup", "", new Date(Date.now() + LINK_MS));
  });
  // After the #, so that no log and no Referer contains it.
  return `${address}/setup#token=${token}`;
}

const alreadySetUp = () => conflict("Guidon is set up already");
const badLink = () =>
  new ServiceError("forbidden", "This link has been used or has expired: start Guidon again for a new one");

/**
 * Makes the first admin. Of two concurrent calls, one succeeds.
 * @throws ServiceError 403 for an invalid or used link; 409 when a member exists
 */
export const createFirstAdmin = async (input: SetUp, requestId: string): Promise<WriteContext> => {
  // In this order, because the winner of a race also invalidates the loser's link, and the loser should hear about the
  // winner.
  if (!(await isLinkLive("setup", input.token))) throw (await isSetUpNeeded()) ? badLink() : alreadySetUp();
  const password = await hashOf(input.password);
  return inTransaction(async (tx) => {
    await lockSetUp(tx);
    if ((await countUsers(tx)) > 0) throw alreadySetUp();
    if ((await redeemLink(tx, "setup", input.token)) === null) throw badLink();
    await deleteLinks(tx, "setup");
    return createAdmin(tx, input, password, requestId);
  });
};

async function createAdmin(tx: Tx, { name, email }: SetUp, password: string, requestId: string): Promise<WriteContext> {
  const { id } = await insertMember(tx, { name, email, role: "admin", projectRoles: {}, mayChangeProtected: true });
  await storePassword(tx, id, password);
  const context = { actor: { type: "user", id, name: email }, requestId, ifMatch: null } as const;
  const after = await findMember(tx, id);
  await insertAudit(tx, null, context, [
    { resourceType: "member", resourceId: id, action: "member.created", before: null, after },
  ]);
  return context;
}

/**
 * Makes the project that the first admin asked for.
 * @returns its slug; null when it could not be made, which must not keep the admin out
 */
export async function createFirstProject(
  startWith: SetUp["start_with"],
  context: WriteContext,
): Promise<string | null> {
  try {
    if (startWith.kind === "demo") return (await seedDemo(context)).slug;
    return (await createProject(createProjectSchema.parse({ name: startWith.name }), context)).slug;
  } catch (error) {
    log.error({ err: error, requestId: context.requestId }, "could not make the first project");
    return null;
  }
}
