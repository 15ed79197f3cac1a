import { useSyncExternalStore } from "react";
import { Store } from "@/lib/client/store";

/** The overlay over the page; there is one at a time. */
type Overlay = "palette" | "shortcuts" | null;

const overlay = new Store<Overlay>(null);

/** Opens and closes the overlays. The header, the menu and the keyboard all use it. */
export const shellState = {
  open: (next: Exclude<Overlay, null>) => overlay.set(next),
  close: () => overlay.set(null),
};

export const useOverlay = (): Overlay => useSyncExternalStore(overlay.subscribe, overlay.get, () => null);
