import { useSyncExternalStore } from "react";

const STORAGE_KEY = "guidon:single-keys";
const listeners = new Set<() => void>();

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
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
