"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { usePermissions } from "@/components/account/permissions";
import { projectQuery } from "@/components/projects/api";
import { isTypingOutside } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { loadTyped } from "@/components/ui/lazy/typed-ahead";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import { Listeners, Store } from "@/lib/client/store";
import { allPages, type Looking, projectSlugOf } from "./navigation";

const overlays = {
  palette: lazy(() => import("./palette").then((file) => file.Palette)),
  shortcuts: lazy(() => import("./shortcuts-dialog").then((file) => file.ShortcutsDialog)),
};
type Overlay = keyof typeof overlays;

/** The overlay over the page; there is one at a time. */
const shown = new Store<Overlay | null>(null);

/**
 * Opens an overlay once its code is there. Where that cannot be loaded, a note says so and nothing opens: it would come
 * later, over what the person does then.
 */
export async function openOverlay(overlay: Overlay): Promise<void> {
  const focused = document.activeElement;
  // On a slow line the person may type elsewhere by then.
  const isAway = () => document.activeElement !== focused && isTypingOutside(null);
  if ((await loadTyped(overlays[overlay].load, isAway)) !== undefined && !isAway()) shown.set(overlay);
}

const STORAGE_KEY = "guidon:single-keys";
const listeners = new Listeners();

/**
 * Whether keys such as `/` and `?` act without a modifier. A person can turn them off (WCAG 2.1.4): with speech input,
 * each spoken letter is a key.
 */
function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    // Storage may be forbidden; the keys then act as they do by default.
    return true;
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? "on" : "off");
  } catch {
    return;
  }
  listeners.tell();
}

export const useSingleKeys = (): boolean => useSyncExternalStore(listeners.subscribe, areSingleKeysOn, () => true);

/**
 * Who looks, for what is outside of a project's page and shows what is in it.
 * @param slug the project's, if one is shown
 */
export function useLooking(slug: string | undefined): Looking {
  const { data: project } = useQuery({ ...projectQuery(slug ?? ""), enabled: slug !== undefined });
  const { isAdmin, isProjectAdmin } = usePermissions(project?.id);
  return { isAdmin, isProjectAdmin };
}

/** Milliseconds after `g` in which the next key belongs to it. */
const SEQUENCE_MS = 1_200;

/** The keys that act on every page, and the overlays that they open. */
export function Shortcuts() {
  const navigate = useNavigate();
  const pathname = usePathname();
  const { isAdmin, isProjectAdmin } = useLooking(projectSlugOf(pathname));
  const open = useSyncExternalStore(shown.subscribe, shown.get, () => null);
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        void openOverlay("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event) || !areSingleKeysOn()) return;
      if (performance.now() - goPressedAt.current < SEQUENCE_MS) {
        goPressedAt.current = Number.NEGATIVE_INFINITY;
        const slug = projectSlugOf(pathname);
        const pages = allPages(slug, { isAdmin, isProjectAdmin });
        const page = pages.find(({ key }) => key === event.key);
        if (page !== undefined) navigate(page.href);
        return;
      }
      if (event.key === "g") goPressedAt.current = performance.now();
      else if (event.key === "?") void openOverlay("shortcuts");
      else if (event.key === "/") focusFirst(event, "[data-page-search]");
      else if (event.key === "c") pressFirst("[data-page-create]");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [navigate, pathname, isAdmin, isProjectAdmin]);

  if (open === null) return null;
  const Shown = overlays[open];
  return <Shown onClose={() => shown.set(null)} />;
}

/** Whether the key belongs to something else: a field, an open dialog or menu, or a handler that has used it. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  return (
    event.defaultPrevented ||
    target?.closest("input, textarea, select, [contenteditable=true], [role=menu], [role=listbox]") != null ||
    document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null
  );
}

function focusFirst(event: KeyboardEvent, selector: string): void {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function pressFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}
