import type { toast as sonnerToast } from "sonner";

type Sonner = typeof sonnerToast;

let isStarted = false;
const listeners = new Set<() => void>();
let setReady: (sonner: Sonner) => void = () => {};

/** Settles once toasts have a place to appear in: Sonner loses what it is told before. */
export const toasterReady = new Promise<Sonner>((resolve) => {
  setReady = resolve;
});

export const toasterIsReady = (sonner: Sonner): void => setReady(sonner);

export function startToaster(): void {
  if (isStarted) return;
  isStarted = true;
  for (const listener of listeners) listener();
}

export function subscribeToStart(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const isToasterStarted = (): boolean => isStarted;
