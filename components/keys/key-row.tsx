import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { LocalTime, RelativeTime } from "@/components/ui/time/time";
import type { Key } from "@/lib/contract/key";
import type { Project } from "@/lib/contract/project";
import { isIdle, type KeyState, scopeLabel } from "./words";

interface KeyRowProps {
  apiKey: Key;
  state: KeyState;
  /** Milliseconds since 1970. */
  now: number;
  /** The key that this one replaces. */
  predecessor: Key | undefined;
  /** Undefined while they are loading. */
  projects: readonly Project[] | undefined;
  onRenew: () => void;
  onRevoke: () => void;
}

export function KeyRow({ apiKey, state, now, predecessor, projects, onRenew, onRevoke }: KeyRowProps) {
  const { name, key_prefix, kind, scopes, environments, allowed_origins: origins } = apiKey;
  const isActive = state === "active";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("wrap-break-word font-medium text-base", isActive ? "text-ink" : "text-muted")}>{name}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
          <code className="font-mono">{key_prefix}…</code>
          <Badge tone={isActive ? "accent" : "neutral"}>{kind === "client" ? "Client" : scopeLabel(scopes)}</Badge>
          <span className="wrap-break-word min-w-0">
            {projectNames(apiKey, projects)}, {environments === null ? "every environment" : environments.join(", ")}
          </span>
        </p>
        {origins !== null && <Note>On pages of {origins.join(", ")}</Note>}
        {predecessor !== undefined && <Note>Takes over from {predecessor.key_prefix}…</Note>}
        {isActive && kind === null && (
          <Note>
            Made before there were client keys: it reaches every flag. If people can read it, replace it by a client
            key.
          </Note>
        )}
        {isIdle(apiKey, now) && isActive && <Note>Not used for 90 days. If nothing needs it, revoke it.</Note>}
      </div>
      <KeyTimes apiKey={apiKey} state={state} />
      {isActive && (
        <div className="flex gap-2">
          <Button size="sm" aria-label={`Renew ${name}`} onClick={onRenew}>
            Renew
          </Button>
          <Button size="sm" aria-label={`Revoke ${name}`} onClick={onRevoke}>
            Revoke
          </Button>
        </div>
      )}
    </li>
  );
}

const Note = ({ children }: { children: ReactNode }) => (
  <p className="wrap-anywhere mt-0.5 text-muted text-sm">{children}</p>
);

function projectNames({ project_ids }: Key, projects: readonly Project[] | undefined): string {
  if (project_ids === null) return "every project";
  if (projects === undefined) return "…";
  const names = project_ids.flatMap((id) => projects.find((project) => project.id === id)?.name ?? []);
  return names.length === 0 ? "no project: they are deleted" : names.join(", ");
}

interface KeyTimesProps {
  apiKey: Key;
  state: KeyState;
}

/** When a key was used last, and when it stops or stopped. */
function KeyTimes({ apiKey, state }: KeyTimesProps) {
  const { last_used_at } = apiKey;
  return (
    <p className="text-muted text-sm sm:text-right">
      {last_used_at === null ? (
        "Never used"
      ) : (
        <>
          Used <RelativeTime instant={last_used_at} />
        </>
      )}
      <span className="block">
        <KeyEnd apiKey={apiKey} state={state} />
      </span>
    </p>
  );
}

function KeyEnd({ apiKey: { revoked_at, replaced_at, expires_at }, state }: KeyTimesProps) {
  if (revoked_at !== null) {
    return (
      <>
        Revoked <RelativeTime instant={revoked_at} />
      </>
    );
  }
  if (expires_at === null) return "Does not expire";
  if (replaced_at !== null && state === "active") {
    return (
      <>
        Renewed; stops <LocalTime instant={expires_at} />
      </>
    );
  }
  return (
    <>
      {state === "expired" ? "Expired" : "Expires"} <LocalTime instant={expires_at} />
    </>
  );
}
