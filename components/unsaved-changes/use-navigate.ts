"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { toast } from "@/components/ui/toast";
import { isOffline } from "@/lib/client/api-error";
import { askBeforeLeaving, hrefThatLeaves } from "./use-leave-guard";

/** Goes to an address within the dashboard as a link would: unsaved edits on the page are asked about first. */
export function useNavigate(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href: string) => {
      if (!staysWhileOffline() && !askBeforeLeaving(href)) router.push(href);
    },
    [router],
  );
}

/** Says why nothing happens. Repeated tries show one message. */
const tellOfStaying = (): void =>
  void toast.warning("You are offline, so this page stays.", {
    id: "offline-link",
    description: "The link works again once you are connected.",
  });

/**
 * Without a network another page cannot load: the browser's error page would replace this one and what is typed in it.
 */
function staysWhileOffline(): boolean {
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
  // On the window, so that it runs before the listeners on the document: the router's, and the leave guard's.
  window.addEventListener("click", onClick, { capture: true });
  return () => window.removeEventListener("click", onClick, { capture: true });
}
