"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { lazy } from "@/components/ui/lazy/lazy";
import { useNavigate } from "@/components/unsaved-changes/unsaved-changes";
import { allPages, projectSlugOf } from "./navigation";
import { areSingleKeysOn, shellState, useLooking, useOverlay } from "./shell-state";

const Palette = lazy(() => import("./palette").then((module) => module.Palette));
const ShortcutsDialog = lazy(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog));

/** Milliseconds after `g` in which the next key belongs to it. */
const SEQUENCE_MS = 1_200;

/** The keys that act on every page, and the overlays that they open. */
export function Shortcuts() {
  const navigate = useNavigate();
  const pathname = usePathname();
  const { isAdmin, isProjectAdmin } = useLooking(projectSlugOf(pathname));
  const overlay = useOverlay();
  const goPressedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        shellState.open("palette");
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
      else if (event.key === "?") shellState.open("shortcuts");
      else if (event.key === "/") focusFirst(event, "[data-page-search]");
      else if (event.key === "c") pressFirst("[data-page-create]");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [navigate, pathname, isAdmin, isProjectAdmin]);

  if (overlay === "palette") return <Palette onClose={shellState.close} />;
  if (overlay === "shortcuts") return <ShortcutsDialog onClose={shellState.close} />;
  return null;
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
