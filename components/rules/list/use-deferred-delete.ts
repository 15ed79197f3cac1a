"use client";

import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import type { ListChange } from "@/components/analysis/analysed-list";
import { deletionNote } from "@/components/analysis/deletion-note";
import { apiUrl } from "@/lib/client/api-client";
import { describeError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import { useDeleteRule } from "../api";

const UNDO_MS = 6_000;

export interface DeferredDelete {
  /** Rules that are to go and can still be brought back: not shown. */
  hidden: ReadonlySet<string>;
  /**
   * @param name how the message calls it: "rule 3"
   * @param change the list without it; undefined while the list is not known whole
   */
  remove: (rule: Rule, name: string, change: ListChange | undefined) => void;
}

/**
 * Deletes a rule after the time for "Undo" has passed. A rule that was deleted and made again would have another salt,
 * and so let other people into its percentage; so until then it is only hidden. Leaving the list deletes at once.
 */
export function useDeferredDelete(flag: Flag): DeferredDelete {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, Rule>());
  const { mutateAsync } = useDeleteRule(flag);

  const show = (ruleId: string) => setHidden((known) => new Set([...known].filter((id) => id !== ruleId)));
  const commit = (ruleId: string) => {
    const rule = waiting.current.get(ruleId);
    if (rule === undefined) return;
    waiting.current.delete(ruleId);
    mutateAsync(rule).catch((error) => {
      show(ruleId);
      toast.error(describeError(error, "delete the rule"), { description: "It is back in the list." });
    });
  };
  const latest = useRef({ commit, flagId: flag.id });
  useEffect(() => {
    latest.current = { commit, flagId: flag.id };
  });

  useEffect(() => {
    // A request of the page ends with it; one that is kept alive does not.
    const onPageHide = () => {
      for (const ruleId of waiting.current.keys()) {
        fetch(apiUrl(`/flags/${latest.current.flagId}/rules/${ruleId}`), { method: "DELETE", keepalive: true });
      }
      waiting.current.clear();
    };
    window.addEventListener("pagehide", onPageHide);
    return () => {
      window.removeEventListener("pagehide", onPageHide);
      for (const ruleId of [...waiting.current.keys()]) {
        toast.dismiss(ruleId);
        latest.current.commit(ruleId);
      }
    };
  }, []);

  const remove: DeferredDelete["remove"] = (rule, name, change) => {
    waiting.current.set(rule.id, rule);
    setHidden((known) => new Set(known).add(rule.id));
    const done = () => latest.current.commit(rule.id);
    toast(`Deleted ${name}`, {
      id: rule.id,
      duration: UNDO_MS,
      ...(change && { description: deletionNote(change) }),
      onAutoClose: done,
      onDismiss: done,
      action: {
        label: "Undo",
        onClick: () => {
          waiting.current.delete(rule.id);
          show(rule.id);
        },
      },
    });
  };
  return { hidden, remove };
}
