"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { useProjects } from "@/components/projects/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, PageSkeleton } from "@/components/ui/page/page-states";

import { toast } from "@/components/ui/toast";
import type { Key } from "@/lib/contract/key";
import { useKeys, useRevokeKey } from "./api";
import { CreateKeyDialog, RenewKeyDialog } from "./key-dialogs";
import { KeyRow } from "./key-row";
import { keyState } from "./words";

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
      description="Whatever uses it is refused from now on. This cannot be undone. If something still needs a key, create another one first."
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
