import { isDatabaseOutage } from "../../db/outage";
import { isRelay } from "../../is-relay";
import { log } from "../../log";
import { endedCredentials } from "../../store/sessions";
import { db } from "../../store/transaction";
import { changeFeed } from "../change-feed";

/** How long a stream may outlive its session, or its key where the change feed does not tell. */
const CHECK_EVERY_MS = 5_000;

/** Streams, each opened by a key or a session. */
interface Streams {
  /** The ids of the keys and sessions that have some. */
  credentials(): string[];
  endCredential(credentialId: string): void;
}

/**
 * Ends streams with what they were opened by: with a key when its notice comes, and otherwise (a sign-out, a member
 * removed, a session that ran out, a notice that was missed) when the database is asked the next time.
 */
export function watchCredentials(hub: Streams): void {
  // Keys of a relay are there for as long as it runs.
  if (isRelay()) return;
  const check = () => {
    void endOrphans(hub).catch((error: unknown) => {
      if (!isDatabaseOutage(error)) log.warn({ err: error }, "could not ask whether streams may go on");
    });
  };
  changeFeed().subscribe((change) => {
    if (change.type === "key") hub.endCredential(change.id);
    if (change.type === "resync") check();
  });
  setInterval(check, CHECK_EVERY_MS).unref();
}

async function endOrphans(hub: Streams): Promise<void> {
  const ids = hub.credentials();
  if (ids.length === 0) return;
  for (const id of await endedCredentials(db(), ids)) hub.endCredential(id);
}
