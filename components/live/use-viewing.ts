"use client";

import { useEffect } from "react";
import { apiData } from "@/lib/client/api-client";
import { pageId } from "@/lib/client/own-requests";

/** The server forgets a page that has said nothing for a minute. */
const SAY_AGAIN_MS = 20_000;

/** Says to colleagues that this page shows a flag, while it can be seen. */
export function useViewing(projectId: string, flagId: string): void {
  useEffect(() => {
    const say = (flag_id: string | null) => {
      const body = { project_id: projectId, client_id: pageId, flag_id };
      // Nobody misses it: it is said again. A page that goes away may still send it.
      apiData<void>("/flags/viewers", { method: "POST", body, isLast: flag_id === null }).catch(() => undefined);
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    const start = () => {
      say(flagId);
      timer = setInterval(() => say(flagId), SAY_AGAIN_MS);
    };
    const stop = () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      say(null);
    };
    const follow = () => {
      if (document.visibilityState === "hidden") stop();
      else if (timer === undefined) start();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("pagehide", stop);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("pagehide", stop);
      stop();
    };
  }, [projectId, flagId]);
}
