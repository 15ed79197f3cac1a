import { isDatabaseOutage } from "../../db/outage";
import { isRelay } from "../../is-relay";
import { log } from "../../log";
import { endedCredentials } from "../../store/sessions";
import { db } from "../../store/transaction";
import { changeFeed } from "../change-feed";

/** How long a stream may outlive its session, or its key where the change feed does not announce the key's end. */
const CHECK_EVERY_MS = 5_000;

/** Streams, each opened by a key or a session. */
interface Streams {
  /** The ids of the keys and sessions with streams. */
  credentials(): string[];
  endCredential(credentialId: string): void;
}

/**
 * Ends streams with the key or session that opened them: for a key when its notice comes; otherwise (a sign-out, a
 * removed member, an expired session, a missed notice) when the database is next asked.
 */
export function watchCredentials(hub: Streams): void {
  // A relay's keys are valid for as long as it runs.
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
