"use client";

import { useSyncExternalStore } from "react";
import { cn } from "@/components/ui/cn";
import { instantText } from "@/components/ui/time/words";
import type { Flag } from "@/lib/contract/flag";
import { useFollowedFlagStats } from "./api";
import { lastAskedText } from "./words";

/** In milliseconds. Only the text is rendered again; the server is asked as rarely as its counts change. */
const TICK_MS = 1_000;

function everyTick(listener: () => void) {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}
const secondNow = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

/** When applications last asked for a flag in an environment. */
export function LastAsked({ flag, environment }: { flag: Pick<Flag, "id" | "project_id">; environment: string }) {
  const { data: stats } = useFollowedFlagStats(flag, environment);
  // The server does not know when its document will be read, so the text is hidden until hydration.
  const now = useSyncExternalStore(everyTick, secondNow, () => null);
  if (stats === undefined) return null;
  const at = stats.last_evaluated_at;
  return (
    <span
      className={cn("text-muted text-sm", now === null && "invisible")}
      title={at === null ? undefined : instantText(at)}
    >
      {lastAskedText(at, now ?? Date.parse(at ?? ""))} in {environment}
    </span>
  );
}
