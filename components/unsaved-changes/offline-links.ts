import { toast } from "@/components/ui/toast";
import { isOffline } from "@/lib/client/is-offline";
import { hrefThatLeaves } from "./use-leave-guard";

/** Says why nothing happens, once however often it is tried. */
const tellOfStaying = (): void =>
  void toast.warning("You are offline, so this page stays.", {
    id: "offline-link",
    description: "The link works again once you are connected.",
  });

/**
 * Without a network another page cannot come, and the browser would show its own in place of this one and what is typed
 * in it.
 */
export function staysWhileOffline(): boolean {
  if (!isOffline()) return false;
  tellOfStaying();
  return true;
}

/** Keeps links within the dashboard from leaving the page while there is no network. @returns what ends that */
export function keepPageWhileOffline(): () => void {
  const onClick = (event: MouseEvent) => {
    if (hrefThatLeaves(event) === null || !staysWhileOffline()) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // On the window, before those on the document: the router's, and the question about what is unsaved.
  window.addEventListener("click", onClick, { capture: true });
  return () => window.removeEventListener("click", onClick, { capture: true });
}
