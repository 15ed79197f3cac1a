"use client";

import { ArrowDown, ArrowUp, Group, MoreHorizontal, Ungroup, X } from "lucide-react";
import type { ComponentProps } from "react";
import { IconButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem } from "@/components/ui/menu/dropdown-menu";
import { liftedLook, MoveHandle } from "@/components/ui/sortable/sortable";
import type { MoveKind } from "./draft-tree";

/** A row that is moved hides those that it passes. */
export const rowLook = cn(liftedLook, "data-lifted:rounded-panel data-lifted:bg-panel");

interface RowLeadProps {
  /** The word that joins the row to the one before it. */
  lead: string;
  /** As the row is called; null: it can be moved nowhere. */
  movableName: string | null;
  handleProps: ComponentProps<"button">;
}

/** What a row begins with. On a phone the handle is below the word, beside the row's other lines. */
export function RowLead({ lead, movableName, handleProps }: RowLeadProps) {
  return (
    <div
      className={cn(
        "col-start-1 row-span-3 row-start-1 flex w-8 flex-col md:row-span-1 md:flex-row",
        movableName !== null && "md:w-14",
      )}
    >
      {movableName !== null && (
        <MoveHandle
          {...handleProps}
          data-row-handle
          aria-label={`Move ${movableName}`}
          className="order-1 md:order-none md:mt-0.5 md:mr-1 md:pointer-coarse:mt-0 md:pointer-coarse:mr-0"
        />
      )}
      <span aria-hidden className="min-w-0 pt-1.5 text-muted text-sm">
        {lead}
      </span>
    </div>
  );
}

/** Where a row stands: what can be done with it there. */
export interface ElementPlace {
  /** Whether groups may be one deeper here. */
  canGroup: boolean;
  /** What moving it is; null where it can go no further. */
  up: MoveKind | null;
  down: MoveKind | null;
}

export const isMovable = ({ up, down }: ElementPlace): boolean => up !== null || down !== null;

/** What can be done with a row as a whole. The same object each time, so that rows are not rendered again for it. */
export interface ElementTools {
  remove(rowId: string): void;
  /** Makes it the first of a group of which any holds. */
  group(rowId: string): void;
  takeApart(rowId: string): void;
  move(rowId: string, by: -1 | 1): void;
}

interface ElementActionsProps extends ElementPlace {
  rowId: string;
  /** As it is called: "condition 2.1". */
  name: string;
  isGroup?: boolean;
  tools: ElementTools;
  className?: string;
}

const moveLabels: Readonly<Record<MoveKind, string>> = {
  past: "",
  into: " into the group",
  out: " out of the group",
};

/** The buttons at a row's end. */
export function ElementActions(props: ElementActionsProps) {
  const { rowId, name, isGroup = false, canGroup, up, down, tools, className } = props;
  return (
    <span className={cn("inline-flex items-center", className)}>
      <IconButton label={`Remove ${name}`} onClick={() => tools.remove(rowId)}>
        <X aria-hidden />
      </IconButton>
      {!isGroup && canGroup && (
        <IconButton label={`Any of these: ${name} or another`} onClick={() => tools.group(rowId)}>
          <Group aria-hidden />
        </IconButton>
      )}
      <DropdownMenu
        trigger={
          <IconButton label={`Move or group ${name}`} data-row-menu>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem disabled={up === null} onSelect={() => tools.move(rowId, -1)}>
          <ArrowUp aria-hidden /> Move up{up && moveLabels[up]}
        </MenuItem>
        <MenuItem disabled={down === null} onSelect={() => tools.move(rowId, 1)}>
          <ArrowDown aria-hidden /> Move down{down && moveLabels[down]}
        </MenuItem>
        {isGroup && (
          <MenuItem onSelect={() => tools.takeApart(rowId)}>
            <Ungroup aria-hidden /> Take apart
          </MenuItem>
        )}
        {canGroup && (
          <MenuItem onSelect={() => tools.group(rowId)}>
            <Group aria-hidden /> Any of these…
          </MenuItem>
        )}
      </DropdownMenu>
    </span>
  );
}
