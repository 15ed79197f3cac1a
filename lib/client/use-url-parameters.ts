import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

type Changes = Record<string, string | null>;

/**
 * What the page shows, kept in its address: it survives a reload and can be sent to a colleague. Changing it neither
 * asks the server nor adds a step to the history. An empty text or null removes a parameter.
 */
export function useUrlParameters() {
  const pathname = usePathname();
  const parameters = useSearchParams();
  const change = useCallback(
    (changes: Changes) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const search = next.toString();
      window.history.replaceState(null, "", search === "" ? pathname : `${pathname}?${search}`);
    },
    [pathname],
  );
  return { parameters, change };
}
