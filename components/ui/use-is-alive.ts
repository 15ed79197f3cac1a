import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page answers to what is done: false on the server, and in the browser until its markup has come alive. */
export const useIsAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
