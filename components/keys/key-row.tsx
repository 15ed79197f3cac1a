import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/time/relative-time";
import type { Key } from "@/lib/contract/key";
import type { Project } from "@/lib/contract/project";
import type { KeyState } from "./words";
import { scopeLabel } from "./words";

interface KeyRowProps {
  apiKey: Key;
  state: KeyState;
  /** Undefined while they are loading. */
  projects: readonly Project[] | undefined;
  onRevoke: () => void;
}

export function KeyRow({ apiKey, state, projects, onRevoke }: KeyRowProps) {
  const { name, key_prefix, kind, scopes, environments, expires_at, last_used_at, revoked_at } = apiKey;
  const { allowed_origins: origins } = apiKey;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("wrap-break-word font-medium text-base", state === "active" ? "text-ink" : "text-muted")}>
          {name}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
          <code className="font-mono">{key_prefix}…</code>
          <Badge tone={state === "active" ? "accent" : "neutral"}>
            {kind === "client" ? "Client" : scopeLabel(scopes)}
          </Badge>
          <span className="wrap-break-word min-w-0">
            {projectNames(apiKey, projects)}, {environments === null ? "every environment" : environments.join(", ")}
          </span>
        </p>
        {origins !== null && (
          <p className="wrap-anywhere mt-0.5 text-muted text-sm">On pages of {origins.join(", ")}</p>
        )}
        {kind === null && state === "active" && (
          <p className="mt-0.5 text-muted text-sm">
            Made before there were client keys: it reaches every flag. If people can read it, replace it by a client
            key.
          </p>
        )}
      </div>
      <p className="text-muted text-sm sm:text-right">
        {last_used_at === null ? (
          "Never used"
        ) : (
          <>
            Used <RelativeTime instant={last_used_at} />
          </>
        )}
        <span className="block">
          {revoked_at !== null ? (
            <>
              Revoked <RelativeTime instant={revoked_at} />
            </>
          ) : expires_at === null ? (
            "Does not expire"
          ) : (
            `${state === "expired" ? "Expired" : "Expires"} ${expires_at.slice(0, 10)}`
          )}
        </span>
      </p>
      {state === "active" && (
        <Button size="sm" aria-label={`Revoke ${name}`} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  );
}

function projectNames({ project_ids }: Key, projects: readonly Project[] | undefined): string {
  if (project_ids === null) return "every project";
  if (projects === undefined) return "…";
  const names = project_ids.flatMap((id) => projects.find((project) => project.id === id)?.name ?? []);
  return names.length === 0 ? "no project: they are deleted" : names.join(", ");
}
