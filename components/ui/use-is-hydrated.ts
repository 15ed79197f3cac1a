import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page reacts to input: false on the server, and in the browser until hydration. */
export const useIsHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
