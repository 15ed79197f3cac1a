import { useMe } from "./use-me";

export interface Permissions {
  /** False until it is known: a control that would fail is never shown, not even for a moment. */
  canWrite: boolean;
  /** May also manage projects, keys and members. */
  isAdmin: boolean;
}

/** What the person may do, to leave out the controls that would fail. The server decides all the same. */
export function usePermissions(): Permissions {
  const { data: me } = useMe();
  return {
    // The highest scope. The contract knows the others' order, but brings zod to every page.
    canWrite: me?.scopes.includes("flags:write") === true,
    isAdmin: me?.role === "admin",
  };
}
