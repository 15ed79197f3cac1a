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
/** Listeners that ask the person to sign in. Without one, requests would wait for ever, so they do not wait. */
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

export function subscribeToSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether requests wait for somebody to sign in again. */
export const hasSessionEnded = (): boolean => end !== null;

/** Called when the person has signed in again, or refused to. */
export function settleSession(hasSession: boolean): void {
  end?.settle(hasSession);
  end = null;
  tell();
}

/** Waits for a new session. @returns false when there will be none */
export function sessionRenewed(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  if (end === null) {
    let settle: SessionEnd["settle"] = () => undefined;
    const isOver = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    end = { isOver, settle };
    tell();
  }
  return end.isOver;
}
