"use client";

import { Archive, PowerOff, Tag, Tags } from "lucide-react";
import { type ComponentType, useCallback, useMemo, useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { Button } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { SelectedBar, type SelectedList, useSelection } from "@/components/ui/list/selection";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { type BulkActionId, bulkActions } from "./bulk/bulk-actions";
import { FlagList } from "./flag-list";

const BulkDialog = lazy(() => import("./bulk/bulk-dialog").then((file) => file.BulkDialog));

interface FlagTableProps {
  /** Those that the filter keeps, in its order. */
  flags: readonly ListedFlag[];
  project: Project;
  favourites: ReadonlySet<string>;
  onFavourite: (flagId: string) => void;
}

/** What is to be done, and to which flags. */
interface Question {
  action: BulkActionId;
  flags: readonly ListedFlag[];
}

/** The list, with several flags selected to be changed at once. Esc lets go of them. */
export function FlagTable({ flags, project, favourites, onFavourite }: FlagTableProps) {
  const { canWrite } = usePermissions();
  const mayChangeAll = useMayChange()("all");
  const [question, setQuestion] = useState<Question | null>(null);
  const ids = useMemo(() => flags.map(({ id }) => id), [flags]);
  const { listRef, onKeyDown, ...selection } = useSelection(ids);
  const archive = useCallback((flag: ListedFlag) => setQuestion({ action: "archive", flags: [flag] }), []);
  // What is filtered out or gone is not changed unseen.
  const selected = flags.filter(({ id }) => selection.ids.has(id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is a shortcut for the bar's button
    <div ref={listRef} onKeyDown={onKeyDown}>
      <FlagList
        flags={flags}
        project={project}
        selected={selection.ids}
        favourites={favourites}
        onFavourite={onFavourite}
        onSelect={canWrite ? selection.select : undefined}
        onArchive={mayChangeAll ? archive : undefined}
      />
      {canWrite && selected.length > 0 && (
        <SelectionBar
          selected={selected.length}
          shown={flags.length}
          mayTurnOff={mayChangeAll}
          onChoose={(action) => setQuestion({ action, flags: selected })}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        />
      )}
      {question !== null && <BulkDialog {...question} project={project} onClose={() => setQuestion(null)} />}
    </div>
  );
}

const buttons: readonly { id: BulkActionId; label: string; icon: ComponentType<{ "aria-hidden": true }> }[] = [
  { id: "addTag", label: "Add tag…", icon: Tag },
  { id: "removeTag", label: "Remove tag…", icon: Tags },
  { id: "turnOff", label: "Turn off…", icon: PowerOff },
  { id: "archive", label: "Archive…", icon: Archive },
];

interface SelectionBarProps extends SelectedList {
  /** Everywhere: not when an environment is protected from them. */
  mayTurnOff: boolean;
  onChoose: (action: BulkActionId) => void;
}

/** What can be done with the flags that are selected. */
function SelectionBar({ mayTurnOff, onChoose, ...list }: SelectionBarProps) {
  const offered = buttons.filter(({ id }) => mayTurnOff || !bulkActions[id].isTurningOff);
  return (
    <SelectedBar label="Selected flags" {...list}>
      {offered.map(({ id, label, icon: Icon }) => (
        <Button key={id} size="sm" onClick={() => onChoose(id)}>
          <Icon aria-hidden /> {label}
        </Button>
      ))}
    </SelectedBar>
  );
}
