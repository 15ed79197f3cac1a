"use client";

import { KeyRound, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { ConfirmDialog } from "@/components/forms/form-dialog";
import { useProjects } from "@/components/projects/api";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { LocalTime, RelativeTime } from "@/components/ui/time/time";
import { toast } from "@/components/ui/toast";
import type { Key } from "@/lib/contract/key";
import type { Project } from "@/lib/contract/project";
import { useKeys, useRevokeKey } from "./api";
import { CreateKeyDialog, RenewKeyDialog } from "./key-dialogs";
import { isIdle, type KeyState, keyState, scopeLabel } from "./words";

/** The API keys: working ones first, then by age, newest first. */
export function KeysPage() {
  const { data: keys, error, refetch } = useKeys();
  const { data: projects } = useProjects();
  const { data: me } = useMe();
  const { isAdmin } = usePermissions();
  const administered = projects?.filter(({ id }) => isAdmin || me?.project_roles?.[id] === "admin");
  const [isCreating, setIsCreating] = useState(false);
  const [renewing, setRenewing] = useState<Key>();
  const [revoking, setRevoking] = useState<Key>();

  if (keys === undefined) {
    return error === null ? <PageSkeleton /> : <ErrorState error={error} what="the API keys" onRetry={refetch} />;
  }
  const now = Date.now();
  const newestFirst = [...keys].reverse();
  const works = newestFirst.filter((key) => keyState(key, now) === "active");
  const ended = newestFirst.filter((key) => keyState(key, now) !== "active");
  const row = (key: Key) => (
    <KeyRow
      key={key.id}
      apiKey={key}
      state={keyState(key, now)}
      now={now}
      predecessor={keys.find(({ id }) => id === key.replaces)}
      projects={projects}
      onRenew={() => setRenewing(key)}
      onRevoke={() => setRevoking(key)}
    />
  );
  return (
    <>
      <PageHeader
        title="API keys"
        description={
          isAdmin
            ? "What applications, CI and your own tools call the API with."
            : "What applications, CI and your own tools call the API with, in the projects that you administer."
        }
        actions={
          <Button variant="primary" data-page-create onClick={() => setIsCreating(true)}>
            <Plus aria-hidden />
            New API key
          </Button>
        }
      />
      {works.length === 0 ? (
        <Card>
          <EmptyState
            icon={KeyRound}
            title={ended.length === 0 ? "No API keys yet" : "No API key works any more"}
            description="An application needs one to ask what a user gets."
            action={
              <Button variant="primary" onClick={() => setIsCreating(true)}>
                <Plus aria-hidden /> {ended.length === 0 ? "Create the first API key" : "Create an API key"}
              </Button>
            }
          />
        </Card>
      ) : (
        <Card>
          <ul aria-label="API keys that work">{works.map(row)}</ul>
        </Card>
      )}
      {ended.length > 0 && (
        <details className="mt-6">
          <summary className="cursor-pointer text-base text-muted hover:text-ink">
            {ended.length} revoked or expired
          </summary>
          <Card className="mt-3">
            <ul aria-label="API keys that no longer work">{ended.map(row)}</ul>
          </Card>
        </details>
      )}
      {isCreating && <CreateKeyDialog projects={administered ?? []} onClose={() => setIsCreating(false)} />}
      {renewing !== undefined && <RenewKeyDialog apiKey={renewing} onClose={() => setRenewing(undefined)} />}
      {revoking !== undefined && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function RevokeKeyDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { mutateAsync: revoke } = useRevokeKey();
  return (
    <ConfirmDialog
      title={`Revoke “${apiKey.name}”?`}
      description="Whatever uses it is refused from now on. This cannot be undone. If something still needs a key,
        create another one first."
      actionLabel="Revoke key"
      isDangerous
      what="revoke the key"
      act={async (comment) => {
        await revoke({ id: apiKey.id, comment });
        toast.success(`Revoked ${apiKey.name}`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

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

function KeyRow({ apiKey, state, now, predecessor, projects, onRenew, onRevoke }: KeyRowProps) {
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
