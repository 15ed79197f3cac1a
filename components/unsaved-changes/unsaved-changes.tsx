"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { AlertDialog } from "@/components/ui/dialog/dialog";
import { toast } from "@/components/ui/toast";
import { isOffline } from "@/lib/client/api-error";

interface LeaveGuardOptions {
  isActive: boolean;
  /** A link within the dashboard was followed. */
  onLink: (href: string) => void;
  /** The browser's back was used. */
  onBack: () => void;
}

/** Marks the extra history entry in front of the page's own, while there are unsaved edits. */
const MARK = "guidonUnsaved";

const isMarked = (): boolean => typeof window.history.state === "object" && window.history.state?.[MARK] === true;

let settling: Promise<void> = Promise.resolve();

/** Resolves when the extra entry is gone: await it before a saved page navigates on. */
export const historySettled = (): Promise<void> => settling;

function removeMark(): void {
  settling = new Promise((resolve) => window.addEventListener("popstate", () => resolve(), { once: true }));
  window.history.back();
}

let asking: ((href: string) => void) | null = null;

/**
 * For navigation that is no link, such as a menu.
 * @returns whether the person is being asked; on yes they are taken there
 */
function askBeforeLeaving(href: string): boolean {
  asking?.(href);
  return asking !== null;
}

/**
 * Catches every way out of a page. Only the browser can ask about reload and closing. Back cannot be refused, so while
 * there are unsaved edits the history has one more entry for the same address: going back from it stays on the page,
 * which then asks.
 */
function useLeaveGuard(options: LeaveGuardOptions) {
  const { isActive } = options;
  const latest = useRef(options);
  const isReleased = useRef(false);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (!isActive) return;
    isReleased.current = false;
    const mark = () => window.history.pushState({ ...window.history.state, [MARK]: true }, "", window.location.href);
    if (!isMarked()) mark();

    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isReleased.current) event.preventDefault();
    };
    const onPopState = () => {
      if (isReleased.current || isMarked()) return;
      mark();
      latest.current.onBack();
    };
    const onClick = (event: MouseEvent) => {
      const href = isReleased.current ? null : hrefThatLeaves(event);
      if (href === null) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onLink(href);
    };
    asking = (href) => latest.current.onLink(href);
    window.addEventListener("beforeunload", onUnload);
    window.addEventListener("popstate", onPopState);
    // It listens before the router does, which would already navigate.
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      asking = null;
      window.removeEventListener("beforeunload", onUnload);
      window.removeEventListener("popstate", onPopState);
      document.removeEventListener("click", onClick, { capture: true });
      // After a save or an undo the extra entry goes; otherwise "back" would do nothing once.
      if (!isReleased.current && isMarked()) removeMark();
    };
  }, [isActive]);

  return {
    /** Lets one navigation pass. */
    release: (navigate: () => void) => {
      isReleased.current = true;
      navigate();
    },
  };
}

/** The address within the dashboard that a click leads to; null for any other click. */
function hrefThatLeaves(event: MouseEvent): string | null {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!isPlain || event.defaultPrevented || !(link instanceof HTMLAnchorElement)) return null;
  if (link.target !== "" && link.target !== "_self") return null;
  const url = new URL(link.href);
  // The browser asks about links to other sites, as about a reload.
  if (url.origin !== window.location.origin || link.hasAttribute("download")) return null;
  const isSamePage = url.pathname === window.location.pathname && url.search === window.location.search;
  return isSamePage ? null : url.pathname + url.search + url.hash;
}

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

/**
 * Asks once before a page with unsaved edits is left: by a link, back, reload or closing. Render it on the page; it
 * shows nothing until somebody is about to leave.
 */
export function UnsavedChanges({ isDirty }: { isDirty: boolean }) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const guard = useLeaveGuard({
    isActive: isDirty,
    // Replaces the extra history entry, so that back leads to the page and not to its double.
    onLink: (href) => setLeave(() => () => guard.release(() => router.replace(href))),
    onBack: () => setLeave(() => () => guard.release(() => window.history.go(-2))),
  });
  return (
    <AlertDialog
      isOpen={leave !== null}
      onOpenChange={(isOpen) => !isOpen && setLeave(null)}
      title="Leave without saving?"
      description="Your changes on this page have not been saved and would be lost."
      actionLabel="Leave"
      cancelLabel="Stay"
      isDangerous
      onAction={() => {
        setLeave(null);
        leave?.();
      }}
    />
  );
}

interface DiscardOptions {
  /** Whether something typed is not stored. It is called when somebody leaves, because it may be slow. */
  hasChanges: () => boolean;
  onDiscard: () => void;
}

interface Discard {
  /** For Escape and Cancel: closes at once when nothing would be lost, else asks. */
  leave: () => void;
  /** The question's dialog, to be rendered beside the editor. */
  question: ReactNode;
}

/** Asks before Escape or Cancel discards what was typed. */
export function useDiscard({ hasChanges, onDiscard }: DiscardOptions): Discard {
  const [isAsking, setIsAsking] = useState(false);
  return {
    leave: () => {
      if (hasChanges()) setIsAsking(true);
      else onDiscard();
    },
    question: (
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title="Discard your changes?"
        description="What you changed here has not been saved and would be lost."
        actionLabel="Discard"
        cancelLabel="Keep editing"
        isDangerous
        onAction={() => {
          setIsAsking(false);
          onDiscard();
        }}
      />
    ),
  };
}
