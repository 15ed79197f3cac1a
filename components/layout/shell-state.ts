import { useSyncExternalStore } from "react";

/** The overlay over the page; there is one at a time. */
type Overlay = "palette" | "shortcuts" | null;

let current: Overlay = null;
const listeners = new Set<() => void>();

function set(overlay: Overlay) {
  current = overlay;
  for (const listener of listeners) listener();
}

/** Opens and closes the overlays. The header, the menu and the keyboard all use it. */
export const shellState = {
  open: (overlay: Exclude<Overlay, null>) => set(overlay),
  close: () => set(null),
};

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOverlay = (): Overlay =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
