import type { Client } from "pg";

/** Who owns a data directory: a server until it stops, or a command (a script such as `key`) for a short time. */
export type Role = "server" | "command";

/** "guidon" as a number: the key of the advisory lock that the owner holds for its lifetime. */
const OWNER_LOCK = 0x67_75_69_64;

/** The application name of the owner's session, for the message that another process shows. */
export function sessionName(role: Role): string {
  return `guidon ${role} ${process.pid}`;
}

/**
 * Takes the cluster for this process. The lock belongs to the session and so ends with the process, however that ends;
 * no process id has to be trusted.
 */
export async function tryOwn(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ owned: boolean }>("SELECT pg_try_advisory_lock($1) AS owned", [OWNER_LOCK]);
  return rows[0]?.owned === true;
}

/** The role of the owner, if there is one now. */
export async function currentOwner(client: Client): Promise<Role | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = $1`,
    [OWNER_LOCK],
  );
  const [, role] = (rows[0]?.application_name ?? "").split(" ");
  return role === "server" || role === "command" ? role : undefined;
}
