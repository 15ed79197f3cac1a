"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isOwnRequest } from "@/lib/client/api-client";
import { listenShared } from "./change-stream";
import { liveState } from "./live-state";
import { Refresher } from "./refresher";

/** The largest age of cached data on a page that was looked at before. */
const CACHED_MS = 60_000;

let isFirst = true;

/** The time from which changes matter: when the page's document was requested. */
function shownSince(): number {
  const since = isFirst ? performance.timeOrigin : Date.now() - CACHED_MS;
  isFirst = false;
  return since;
}

/**
 * Keeps a project's pages current when others change something; null: the pages that belong to no project. Renders
 * nothing.
 */
export function LiveUpdates({ projectId }: { projectId: string | null }) {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresher = new Refresher(queryClient, projectId);
    const stop = listenShared({
      projectId,
      since: shownSince(),
      hear: (message) => {
        if (message.kind === "connection") liveState.setUp(message.isUp);
        if (message.kind === "viewers") liveState.setViewers(message.viewers);
        if (message.kind !== "change") return;
        const { is_complete: isComplete, changes } = message.event;
        // The page already shows its own changes.
        const others = changes.filter(({ request_id }) => !isOwnRequest(request_id));
        if (others.length > 0) liveState.remember(others);
        if (!isComplete) refresher.add(null);
        else if (others.length > 0) refresher.add(others);
      },
    });
    return () => {
      stop();
      refresher.close();
      liveState.reset();
    };
  }, [queryClient, projectId]);
  return null;
}
