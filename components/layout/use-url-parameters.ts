import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";

type Changes = Record<string, string | null>;

/**
 * Keeps what the page shows in its address, so that it survives a reload and can be sent to a colleague. A change
 * neither asks the server nor adds an entry to the history. An empty text or null removes a parameter.
 */
export function useUrlParameters() {
  const pathname = usePathname();
  const known = useSearchParams().toString();
  const [search, setSearch] = useState(known);
  // The router learns of a change in a transition, after the next key may have been pressed; the address itself is
  // never behind. A field whose text came from the router would lose letters.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the router has news, the address is read anew
  useEffect(() => setSearch(window.location.search.slice(1)), [known]);

  const change = useCallback(
    (changes: Changes) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      setSearch(text);
      window.history.replaceState(null, "", text === "" ? pathname : `${pathname}?${text}`);
    },
    [pathname],
  );
  return { parameters: useMemo(() => new URLSearchParams(search), [search]), change };
}
