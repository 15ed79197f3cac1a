"use client";

import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "../cn";
import { dots, onePathIcon } from "../icons";
import { lazy } from "../lazy/lazy";
import { MovableRows } from "./movable-rows";

interface SortableContextValue {
  readonly rows: MovableRows;
  /** The id of the element that describes how to use a handle. */
  readonly instructionsId: string;
}

const SortableContext = createContext<SortableContextValue | null>(null);

interface SortableAreaProps {
  className?: string;
  /** What moves the cards. It is rendered, and its code loaded, when somebody comes near: most visits only read. */
  renderDrag: (rows: MovableRows) => ReactNode;
  children: ReactNode;
}

/** Events that show that somebody may move something. */
const APPROACHES = ["pointerenter", "focusin"] as const;

/** Where cards can be moved by mouse, touch and keyboard. Cards use `useMovable`. */
function SortableArea({ className, renderDrag, children }: SortableAreaProps) {
  const areaRef = useRef<HTMLDivElement>(null);
  const instructionsId = useId();
  const [rows] = useState(() => new MovableRows());
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const area = areaRef.current;
    const approach = () => setIsNear(true);
    for (const sign of APPROACHES) area?.addEventListener(sign, approach, { once: true });
    return () => {
      for (const sign of APPROACHES) area?.removeEventListener(sign, approach);
    };
  }, []);
  useEffect(() => {
    const area = areaRef.current;
    // Escape puts a lifted card back, and closes nothing around it.
    const keepEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape" && rows.isMoving) event.preventDefault();
    };
    area?.addEventListener("keydown", keepEscape);
    return () => area?.removeEventListener("keydown", keepEscape);
  }, [rows]);
  const context = useMemo(() => ({ rows, instructionsId }), [rows, instructionsId]);
  return (
    <SortableContext value={context}>
      <div ref={areaRef} className={className}>
        {children}
      </div>
      {/* Screen readers read it when a handle gets the focus. */}
      <p id={instructionsId} hidden>
        To move it, press space. Then the up and down arrows move it, space drops it, and escape puts it back.
      </p>
      {isNear && renderDrag(rows)}
    </SortableContext>
  );
}

/** Registers a card in the area around it. @returns the props of its card and its handle */
export function useMovable<Card extends HTMLElement = HTMLElement>(id: string) {
  const context = useContext(SortableContext);
  if (context === null) throw new Error("useMovable is for what is inside of a SortableArea");
  const { rows, instructionsId } = context;
  const card = useRef<Card>(null);
  const handle = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => rows.add({ id, card, handle }), [rows, id]);
  return {
    cardRef: card,
    handleProps: {
      ref: handle,
      "aria-roledescription": "sortable",
      "aria-describedby": instructionsId,
      onPointerDown: (press: PointerEvent<HTMLElement>) => rows.press(id, press),
      onKeyDown: (press: KeyboardEvent<HTMLElement>) => rows.press(id, press),
    },
  };
}

const gripIcon = onePathIcon(dots([9, 5], [9, 12], [9, 19], [15, 5], [15, 12], [15, 19]), "size-4");

/** How a card looks while it is moved. */
export const liftedLook = "data-lifted:z-10 data-lifted:shadow-pop data-lifted:ring-2 data-lifted:ring-accent";

/** What a card is moved by: it takes the handle's props of `useMovable`. */
export function MoveHandle({ className, ...props }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className={cn(
        "flex h-7 w-5 shrink-0 cursor-grab touch-none items-center justify-center rounded-chip text-faint hover:bg-hover hover:text-ink active:cursor-grabbing pointer-coarse:h-11 pointer-coarse:w-8",
        className,
      )}
    >
      {gripIcon}
    </button>
  );
}

// Without a network cards are not dragged, but their menus move them.
const ListDrag = lazy(() => import("./drag").then((file) => file.ListDrag));
const TreeDrag = lazy(() => import("./drag").then((file) => file.TreeDrag));

export interface SortableListProps {
  ids: readonly string[];
  /** Whether this person may move anything. */
  isEnabled: boolean;
  /** The name of an item in announcements: "rule 3". */
  nameOf: (id: string) => string;
  /** Called when an item was dropped at the position of another. */
  onMove: (id: string, positionOf: string) => void;
  /** Called with the lifted item; null after the move. */
  onLift: (id: string | null) => void;
  children: ReactNode;
}

/**
 * Items can be moved in one list; only those on screen need to be rendered. The drag code is a tenth of the page's
 * script.
 */
export function SortableList({ children, isEnabled, ...list }: SortableListProps) {
  return <SortableArea renderDrag={(rows) => isEnabled && <ListDrag {...list} rows={rows} />}>{children}</SortableArea>;
}

/** Where a card can stand among cards of which some are groups of others. */
export interface TreePlace {
  /** The group's card; null: the whole. */
  readonly groupId: string | null;
  /** Among the other cards of that group. */
  readonly index: number;
  /** The neighbours there; null at the group's edge. */
  readonly after: string | null;
  readonly before: string | null;
  /** Whether the card stands there now. */
  readonly isOwn: boolean;
}

/** The places that a card can take, in order of appearance, each with words for it: "first in group 2". */
export interface Course {
  readonly name: string;
  readonly places: readonly (TreePlace & { readonly words: string })[];
}

export interface SortableTreeProps {
  className?: string;
  /** Called when a card is lifted; must stay the same function. */
  courseOf: (id: string) => Course;
  /** Called when a card was dropped in another place than its own. */
  onMove: (id: string, to: TreePlace) => void;
  children: ReactNode;
}

/** Cards of which some are groups of others: they can be moved within, into and out of groups. */
export function SortableTree({ className, courseOf, onMove, children }: SortableTreeProps) {
  const lineRef = useRef<HTMLDivElement>(null);
  return (
    <div className="relative">
      <SortableArea
        {...(className !== undefined && { className })}
        renderDrag={(rows) => <TreeDrag {...{ rows, lineRef, courseOf, onMove }} />}
      >
        {children}
      </SortableArea>
      {/* A border, because forced colours leave no other line. */}
      <div
        ref={lineRef}
        data-drop-line
        hidden
        className="pointer-events-none absolute z-20 -mt-0.5 rounded-full border-accent border-t-3"
      />
    </div>
  );
}
