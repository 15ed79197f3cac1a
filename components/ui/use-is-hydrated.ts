import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page answers to what is done: false on the server, and in the browser until it is hydrated. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
