import { Listeners } from "./store";

/*
 * A session may end while its page is open and has unsaved edits. Requests then wait until the same person has signed
 * in again, and go on by themselves.
 */

interface SessionEnd {
  readonly isOver: Promise<boolean>;
  /** @param hasSession true: waiting requests are sent again; false: they fail as they would have without waiting */
  readonly settle: (hasSession: boolean) => void;
}

let end: SessionEnd | null = null;
let renewals = 0;
/** Listeners that ask the person to sign in. Without one, requests would wait for ever, so they do not wait. */
const listeners = new Listeners();

export const subscribeToSessionEnd = listeners.subscribe;

/** Whether requests wait for somebody to sign in again. */
export const hasSessionEnded = (): boolean => end !== null;

/** How often somebody has signed in again on this page. A request notes it as it is sent. */
export const sessionRenewals = (): number => renewals;

/** Called when the person has signed in again, or refused to. */
export function settleSession(hasSession: boolean): void {
  if (hasSession) renewals += 1;
  end?.settle(hasSession);
  end = null;
  listeners.tell();
}

/**
 * Waits for a new session.
 * @param sentAfter the number of renewals when the refused request was sent: if there was one since, nobody is asked
 * @returns false when there will be none
 */
export function sessionRenewed(sentAfter: number): Promise<boolean> {
  if (renewals !== sentAfter) return Promise.resolve(true);
  if (listeners.isEmpty) return Promise.resolve(false);
  if (end === null) {
    let settle: SessionEnd["settle"] = () => undefined;
    const isOver = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    end = { isOver, settle };
    listeners.tell();
  }
  return end.isOver;
}
