"use client";

import { Ellipsis, UserRound } from "lucide-react";
import { useState } from "react";
import { usePermissions } from "@/components/account/permissions";
import { Badge } from "@/components/ui/badge";
import { Button, IconButton } from "@/components/ui/button/button";
import { Picker } from "@/components/ui/combobox/picker";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import type { JsonObject } from "@/lib/contract/json";
import type { TestUser } from "@/lib/contract/test-user";
import { useTestUsers } from "./api";
import { isSameContext, type TestContextControl } from "./context/test-context";

const SavedUsersItems = lazy(() => import("./saved-users-items").then((file) => file.SavedUsersItems));
const SaveUserDialog = lazyDialog(() => import("./save-user-dialog").then((file) => file.SaveUserDialog));

interface SavedUsersProps {
  projectId: string;
  control: TestContextControl;
  /** The context to save; null while it cannot be read. */
  context: JsonObject | null;
}

/** Picks a saved test user, or saves the test context as one. */
export function SavedUsers({ projectId, control, context }: SavedUsersProps) {
  const { data: users = [], isPending } = useTestUsers(projectId);
  const { canWrite } = usePermissions();
  const [isSaving, setIsSaving] = useState(false);
  // The picked users as they were when picked: so own changes are told from others' changes since.
  const [opened, setOpened] = useState<TestUser>();
  const picked = users.find(({ id }) => id === control.testContext.userId);
  const base = opened !== undefined && opened.id === picked?.id ? opened : picked;
  // It was stored from JSON.
  const isEdited = base !== undefined && context !== null && !isSameContext(base.context as JsonObject, context);
  const canSave = context !== null && Object.keys(context).length > 0;

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
          if (user === undefined) return;
          setOpened(user);
          control.pick(user.id, user.context as JsonObject);
        }}
        trigger={
          <Button size="sm" className="min-w-0 flex-1 justify-start">
            <UserRound aria-hidden className="text-muted" />
            <span className="truncate">{picked?.name ?? "Pick a saved user"}</span>
            {isEdited && <Badge>edited</Badge>}
          </Button>
        }
      />
      {canWrite && (
        <DropdownMenu
          loadItems={SavedUsersItems.load}
          trigger={
            <IconButton label="Actions for test users">
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <SavedUsersItems
            projectId={projectId}
            picked={picked}
            edited={isEdited && canSave ? { replaced: base, name: base.name, context } : null}
            onUpdated={setOpened}
            canSave={canSave}
            onSave={() => setIsSaving(true)}
            onDeleted={() => control.name(null)}
          />
        </DropdownMenu>
      )}
      {isSaving && context !== null && (
        <SaveUserDialog
          projectId={projectId}
          context={context}
          users={users}
          picked={picked}
          opened={opened}
          onClose={() => setIsSaving(false)}
          onSaved={(saved) => {
            setOpened(saved);
            control.name(saved.id);
          }}
        />
      )}
    </div>
  );
}
