import type { Tx } from "./transaction";

/** Whether a digest was stored since. */
export async function isNetworkKnown(tx: Tx, digest: string, since: Date): Promise<boolean> {
  return (await tx.signInNetwork.count({ where: { digest, lastAt: { gt: since } } })) > 0;
}

/** Stores a digest for the member with this e-mail address, and deletes all but their latest `most`. */
export async function noteNetwork(tx: Tx, email: string, digest: string, most: number): Promise<void> {
  // One statement, in SQL: it stores nothing for an unknown address, and needs no transaction.
  await tx.$executeRaw`
    WITH member AS (SELECT id FROM users WHERE email = ${email}),
    forgotten AS (
      DELETE FROM sign_in_networks WHERE digest IN (
        SELECT digest FROM sign_in_networks, member
        WHERE user_id = member.id AND digest <> ${digest}
        ORDER BY last_at DESC OFFSET ${most - 1}))
    INSERT INTO sign_in_networks (digest, user_id, last_at) SELECT ${digest}, id, now() FROM member
    ON CONFLICT (digest) DO UPDATE SET last_at = excluded.last_at`;
}
