"use client";

import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { useMayChange, usePermissions } from "@/components/account/permissions";
import { focusSoon } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import type { BulkActionId } from "./bulk/bulk-actions";
import { FlagList } from "./flag-list";
import { extend, NOTHING, SelectionBar, selectAll, toggle } from "./selection-bar";

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
  const tableRef = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(NOTHING);
  const [question, setQuestion] = useState<Question | null>(null);
  const ids = useMemo(() => flags.map(({ id }) => id), [flags]);
  const select = useCallback(
    (id: string, isRange: boolean) => setSelection((known) => (isRange ? extend(known, ids, id) : toggle(known, id))),
    [ids],
  );
  const archive = useCallback((flag: ListedFlag) => setQuestion({ action: "archive", flags: [flag] }), []);
  // What is filtered out or gone is not changed unseen.
  const selected = flags.filter(({ id }) => selection.ids.has(id));
  const clear = () => {
    setSelection(NOTHING);
    // The bar goes, and its buttons with it.
    focusSoon(() => tableRef.current?.querySelector<HTMLElement>("[data-row-select]"));
  };
  const press = ({ key, target, currentTarget }: KeyboardEvent<HTMLElement>) => {
    // A dialog's keys come by, too.
    if (key === "Escape" && target instanceof Node && currentTarget.contains(target)) setSelection(NOTHING);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is a shortcut for the bar's button
    <div ref={tableRef} onKeyDown={press}>
      <FlagList
        flags={flags}
        project={project}
        selected={selection.ids}
        favourites={favourites}
        onFavourite={onFavourite}
        onSelect={canWrite ? select : undefined}
        onArchive={mayChangeAll ? archive : undefined}
      />
      {canWrite && selected.length > 0 && (
        <SelectionBar
          selected={selected.length}
          shown={flags.length}
          mayTurnOff={mayChangeAll}
          onChoose={(action) => setQuestion({ action, flags: selected })}
          onSelectAll={() => setSelection(selectAll(ids))}
          onClear={clear}
        />
      )}
      {question !== null && <BulkDialog {...question} project={project} onClose={() => setQuestion(null)} />}
    </div>
  );
}
