import type { Client } from "pg";

/** Who holds a data directory: a server until it stops, a command (a script such as `key`) for moments. */
export type Role = "server" | "command";

/** "guidon", as a number: the key of the advisory lock that one process holds for as long as it lives. */
const OWNER_LOCK = 0x67_75_69_64;

/** How the owner's session introduces itself, for the message that another process gets. */
export function sessionName(role: Role): string {
  return `guidon ${role} ${process.pid}`;
}

/**
 * Takes the cluster for this process. The lock is a session's: it ends with the connection, so with the process,
 * however that ends; no process id has to be believed.
 */
export async function tryOwn(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ owned: boolean }>("SELECT pg_try_advisory_lock($1) AS owned", [OWNER_LOCK]);
  return rows[0]?.owned === true;
}

/** What the owner is, if there is one at this moment. */
export async function currentOwner(client: Client): Promise<Role | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = $1`,
    [OWNER_LOCK],
  );
  const [, role] = (rows[0]?.application_name ?? "").split(" ");
  return role === "server" || role === "command" ? role : undefined;
}
