"use client";

import { useEffect, useRef, useState } from "react";
import type { ListChange } from "@/components/analysis/analysed-list";
import { sayFailure } from "@/components/conflict/save-edit";
import { lazy } from "@/components/ui/lazy/lazy";
import { toast } from "@/components/ui/toast";
import { apiUrl, type WithComment } from "@/lib/client/api-client";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { useDeleteRule } from "../api";

export const UNDO_MS = 6_000;

/** The card of a rule that is about to be deleted. Few visits delete one. */
export const LeavingRule = lazy(() => import("./leaving-rule").then((file) => file.LeavingRule));

/** A rule that is about to be deleted. */
export interface Leaving {
  /** How messages call it: "rule 3". */
  readonly name: string;
  /** When it is deleted, in milliseconds since 1970. */
  readonly until: number;
  /** The list without it; undefined while the list is not known whole. */
  readonly change: ListChange | undefined;
}

export interface DeferredDelete {
  leaving: ReadonlyMap<string, Leaving>;
  /** Deletes a rule once the time for "Undo" has passed. */
  remove: (rule: Rule, name: string, about: About) => void;
  /** Deletes a rule that is leaving without waiting any longer. */
  removeNow: (ruleId: string) => void;
  /** The rule stays after all. */
  keep: (ruleId: string) => void;
}

interface About extends WithComment {
  /** As of `Leaving`. */
  change: ListChange | undefined;
}

interface Waiting extends WithComment {
  rule: Rule;
  name: string;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Deletes rules with a time for "Undo", in which they stand where they are and say so. Leaving the list, or the page,
 * deletes them at once.
 */
export function useDeferredDelete(flag: Flag): DeferredDelete {
  const [leaving, setLeaving] = useState<ReadonlyMap<string, Leaving>>(new Map());
  const waiting = useRef(new Map<string, Waiting>());
  const { mutateAsync } = useDeleteRule(flag);

  const forget = (ruleId: string) => setLeaving((known) => new Map([...known].filter(([id]) => id !== ruleId)));
  const stop = (ruleId: string): Waiting | undefined => {
    const found = waiting.current.get(ruleId);
    clearTimeout(found?.timer);
    waiting.current.delete(ruleId);
    return found;
  };
  const commit = (ruleId: string) => {
    const found = stop(ruleId);
    if (found === undefined) return;
    mutateAsync({ ...found.rule, comment: found.comment })
      .then(
        () => toast(`Deleted ${found.name}`, { description: "It can be restored from the history." }),
        (error) => sayFailure(error, "delete the rule", "It is still in the list."),
      )
      // Not before it has gone: it would be an ordinary card for a moment.
      .finally(() => forget(ruleId));
  };
  const latest = useRef({ commit, flagId: flag.id });
  useEffect(() => {
    latest.current = { commit, flagId: flag.id };
  });

  useEffect(() => {
    // A request of the page ends with it; one that is kept alive does not.
    const onPageHide = () => {
      for (const [ruleId, { timer, comment }] of waiting.current) {
        clearTimeout(timer);
        const url = apiUrl(`/flags/${latest.current.flagId}/rules/${ruleId}`, { comment });
        fetch(url, { method: "DELETE", keepalive: true });
      }
      waiting.current.clear();
    };
    window.addEventListener("pagehide", onPageHide);
    return () => {
      window.removeEventListener("pagehide", onPageHide);
      for (const ruleId of [...waiting.current.keys()]) latest.current.commit(ruleId);
    };
  }, []);

  return {
    leaving,
    remove: (rule, name, { change, comment }) => {
      stop(rule.id);
      const timer = setTimeout(() => latest.current.commit(rule.id), UNDO_MS);
      waiting.current.set(rule.id, { rule, name, timer, comment });
      setLeaving((known) => new Map(known).set(rule.id, { name, until: Date.now() + UNDO_MS, change }));
    },
    removeNow: commit,
    keep: (ruleId) => {
      stop(ruleId);
      forget(ruleId);
    },
  };
}
