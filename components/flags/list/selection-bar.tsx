import { Archive, PowerOff, Tag, Tags } from "lucide-react";
import type { ComponentType } from "react";
import { Button } from "@/components/ui/button/button";
import { SelectedBar, type SelectedList } from "@/components/ui/list/selected-bar";
import { type BulkActionId, bulkActions } from "./bulk/bulk-actions";

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
export function SelectionBar({ mayTurnOff, onChoose, ...list }: SelectionBarProps) {
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
