"use client";

import { useEffect, useSyncExternalStore } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import { hasSessionEnded, subscribeToSessionEnd } from "@/lib/client/session-end";
import { useMe } from "./api";
import { goToSignIn } from "./session";

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
