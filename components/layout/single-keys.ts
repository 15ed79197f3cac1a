import { useSyncExternalStore } from "react";
import { Listeners } from "@/lib/client/store";

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
