"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { staysWhileOffline } from "./offline-links";
import { askBeforeLeaving } from "./use-leave-guard";

/** Goes to an address within the dashboard as a link would: what is unsaved on the page is asked about first. */
export function useNavigate(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href: string) => {
      if (!staysWhileOffline() && !askBeforeLeaving(href)) router.push(href);
    },
    [router],
  );
}
