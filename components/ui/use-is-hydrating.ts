import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** On the server and while the browser takes over what that has drawn: both must draw the same. */
export const useIsHydrating = (): boolean =>
  useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
