"use client";

import { useEffect, useSyncExternalStore } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import { toast } from "@/components/ui/toast";
import { isApiError, waitingTime } from "@/lib/client/api-error";
import { hasSessionEnded, subscribeToSessionEnd } from "@/lib/client/session-end";
import { useMe } from "./api";

/**
 * The address to go to after signing in: the page that sent the person here, when it is one of ours.
 * @returns a whole address, because a path alone can be read in two ways: a browser reads the `//host` that is left of
 * `/.//host` as another site's address
 */
export function nextAddress(search: string, origin: string): string {
  const home = new URL("/", origin).href;
  const next = new URLSearchParams(search).get("next") ?? "/";
  if (!next.startsWith("/") || !URL.canParse(next, origin)) return home;
  const url = new URL(next, origin);
  return url.origin === origin ? url.href : home;
}

/** Why somebody could not sign in, when the cause is what they typed. */
export function signInProblem(error: unknown): string | undefined {
  if (isApiError(error, 401)) return "The e-mail address or the password is wrong.";
  if (isApiError(error, 429)) return `Too many attempts. Try again in ${waitingTime(error.retryAfterSeconds ?? 60)}.`;
  return undefined;
}

/** Ends the session and loads the sign-in page as a new document, so that nothing of the old session stays. */
export async function signOut(): Promise<void> {
  try {
    const response = await fetch("/api/auth/sign-out", { method: "POST" });
    if (!response.ok && response.status !== 401) throw new Error(response.statusText);
    window.location.assign("/sign-in");
  } catch {
    toast.error("Could not sign out: the server cannot be reached.");
  }
}

/** Loads the sign-in page as a new document, so that nothing of the old session stays. It comes back here. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname === "/sign-in") return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

const SessionDialog = lazy(() => import("./session-dialog").then((file) => file.SessionDialog));

/** Asks the person to sign in again when the session has ended. The page stays as it is. */
export function SessionKeeper() {
  const isOver = useSyncExternalStore(subscribeToSessionEnd, hasSessionEnded, () => false);
  const { data: me } = useMe();
  const isStranger = isOver && me?.email == null;
  useEffect(() => {
    if (isStranger) goToSignIn();
  }, [isStranger]);
  if (!isOver || me?.email == null) return null;
  return <SessionDialog id={me.id} email={me.email} />;
}
