"use client";

import { useDeferredValue, useMemo } from "react";
import { ServedValue } from "@/components/sentence/served-value";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { useTestUsers } from "@/lib/client/use-test-users";
import type { JsonObject } from "@/lib/contract/json";
import type { PreviewSubject } from "@/lib/forms/preview";
import { useTriedContext } from "./tried-context";
import { usePreviewEngine } from "./use-engine";

/** What each saved test user gets from what is on the screen. Pressing one tries it in the panel. Nothing without any. */
export function TestUserStrip({ subject }: { subject: PreviewSubject }) {
  const projectId = subject.kind === "flag" ? subject.flag.project_id : subject.projectId;
  const { data: users = [] } = useTestUsers(projectId);
  const { tried, pick } = useTriedContext(projectId);
  const shown = useDeferredValue(subject);
  const run = usePreviewEngine(shown, users.length > 0);
  const results = useMemo(
    // They were stored from JSON.
    () => users.map((user) => ({ user, explanation: run?.(user.context as JsonObject) })),
    [users, run],
  );
  if (users.length === 0) return null;
  return (
    <section aria-label="What saved test users get">
      <h2 className="mb-2 text-muted text-sm">Saved test users get</h2>
      <ul className="flex flex-wrap gap-2">
        {results.map(({ user, explanation }) => (
          <li key={user.id} className="max-w-full">
            <button
              type="button"
              aria-pressed={tried.userId === user.id}
              className={cn(
                "flex max-w-full items-center gap-2 rounded-control border bg-panel px-2.5 py-1.5 text-base text-ink transition-colors hover:bg-hover pointer-coarse:min-h-11",
                tried.userId === user.id ? "border-accent" : "border-line",
              )}
              // They were stored from JSON.
              onClick={() => pick(user.id, user.context as JsonObject)}
            >
              <span className="min-w-0 truncate">{user.name}</span>
              {explanation !== undefined && subject.kind === "flag" && (
                <ServedValue value={explanation.value} className="max-w-40 truncate" />
              )}
              {explanation !== undefined && subject.kind === "segment" && (
                <Badge tone={explanation.value === true ? "success" : "neutral"}>
                  {explanation.value === true ? "in" : "not in"}
                </Badge>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
