import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { usePermissions } from "@/components/account/permissions";
import { projectQuery } from "@/components/projects/api";
import { Listeners, Store } from "@/lib/client/store";
import type { Looking } from "./navigation";

/** The overlay over the page; there is one at a time. */
type Overlay = "palette" | "shortcuts" | null;

const overlay = new Store<Overlay>(null);

/** Opens and closes the overlays. The header, the menu and the keyboard all use it. */
export const shellState = {
  open: (next: Exclude<Overlay, null>) => overlay.set(next),
  close: () => overlay.set(null),
};

export const useOverlay = (): Overlay => useSyncExternalStore(overlay.subscribe, overlay.get, () => null);

const STORAGE_KEY = "guidon:single-keys";
const listeners = new Listeners();

/**
 * Whether keys such as `/` and `?` act without a modifier. A person can turn them off (WCAG 2.1.4): with speech input,
 * each spoken letter is a key.
 */
export function areSingleKeysOn(): boolean {
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

/** Who looks, for what is outside of a project's page and shows what is in it. @param slug the project's, if one is shown */
export function useLooking(slug: string | undefined): Looking {
  const { data: project } = useQuery({ ...projectQuery(slug ?? ""), enabled: slug !== undefined });
  const { isAdmin, isProjectAdmin } = usePermissions(project?.id);
  return { isAdmin, isProjectAdmin };
}
