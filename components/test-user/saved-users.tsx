"use client";

import { Ellipsis, Save, Trash2, UserRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { onDemand } from "@/components/ui/on-demand";
import { Picker } from "@/components/ui/picker";
import { toast } from "@/components/ui/toast";
import { describeError } from "@/lib/client/api-error";
import { useDeleteTestUser } from "@/lib/client/use-delete-test-user";
import { usePermissions } from "@/lib/client/use-permissions";
import { useTestUsers } from "@/lib/client/use-test-users";
import type { JsonObject } from "@/lib/contract/json";
import type { TriedContextControl } from "./tried-context";

const SaveUserDialog = onDemand(() => import("./save-user-dialog").then((file) => file.SaveUserDialog));

interface SavedUsersProps {
  projectId: string;
  control: TriedContextControl;
  /** What would be saved; null while it cannot be read. */
  context: JsonObject | null;
}

/** Picks a saved test user, or keeps what is being tried as one. */
export function SavedUsers({ projectId, control, context }: SavedUsersProps) {
  const { data: users = [], isPending } = useTestUsers(projectId);
  const { canWrite } = usePermissions();
  const remove = useDeleteTestUser(projectId);
  const [isSaving, setIsSaving] = useState(false);
  const picked = users.find(({ id }) => id === control.tried.userId);
  const canSave = context !== null && Object.keys(context).length > 0;

  const forget = async (id: string) => {
    try {
      await remove.mutateAsync(id);
      control.name(null);
    } catch (error) {
      toast.error(describeError(error, "delete the test user"));
    }
  };
  return (
    <div className="flex items-center gap-1.5">
      <Picker
        label="Test user"
        value={picked?.id ?? null}
        options={users.map(({ id, name }) => ({ value: id, label: name }))}
        isLoading={isPending}
        onChoose={(id) => {
          const user = users.find((known) => known.id === id);
          // It was stored from JSON.
          if (user !== undefined) control.pick(user.id, user.context as JsonObject);
        }}
        trigger={
          <Button size="sm" className="min-w-0 flex-1 justify-start">
            <UserRound aria-hidden className="text-muted" />
            <span className="truncate">{picked?.name ?? "Pick a saved user"}</span>
          </Button>
        }
      />
      {canWrite && (
        <DropdownMenu
          trigger={
            <IconButton label="Actions for test users">
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem disabled={!canSave} onSelect={() => setIsSaving(true)}>
            <Save aria-hidden /> Save this user…
          </MenuItem>
          <MenuItem
            isDangerous
            disabled={picked === undefined}
            onSelect={() => picked !== undefined && void forget(picked.id)}
          >
            <Trash2 aria-hidden /> Delete {picked === undefined ? "saved user" : `“${picked.name}”`}
          </MenuItem>
        </DropdownMenu>
      )}
      {isSaving && context !== null && (
        <SaveUserDialog
          projectId={projectId}
          context={context}
          users={users}
          picked={picked}
          onClose={() => setIsSaving(false)}
          onSaved={(id) => control.name(id)}
        />
      )}
    </div>
  );
}
