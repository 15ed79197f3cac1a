/*
 * A session may end while its page is open, with something typed that is not saved. What the page asks for then waits
 * until the same person has signed in again, and goes on by itself.
 */

interface SessionEnd {
  readonly isOver: Promise<boolean>;
  /** @param hasSession true: what waits is sent again; false: it fails as it would have without waiting */
  readonly settle: (hasSession: boolean) => void;
}

let end: SessionEnd | null = null;
/** Those who show that a session has ended. Without one, nobody would ever be asked to sign in. */
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

/** Whoever has signed in again, or would rather not. */
export function settleSession(hasSession: boolean): void {
  end?.settle(hasSession);
  end = null;
  tell();
}

/** Waits for the session to be renewed. @returns false when it is not */
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
