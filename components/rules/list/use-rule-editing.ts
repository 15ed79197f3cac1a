"use client";

import { useCallback, useMemo, useState } from "react";
import type { Rule } from "@/lib/contract/rule";
import type { RuleFields } from "../draft";
import { NEW_RULE } from "../rules-on-screen";

/** Which editors are open, and what is in them. */
export interface RuleEditing {
  openIds: ReadonlySet<string>;
  /** The rule that a new one goes before; null: at the end. Undefined: none is being added. */
  newBefore: string | null | undefined;
  /** By rule id (or NEW_RULE): what is in an editor and not stored. */
  drafts: ReadonlyMap<string, RuleFields>;
  /** What an editor opens with instead of what is stored, by rule id: somebody is to look at it and save it. */
  proposals: ReadonlyMap<string, Rule>;
  open: (ruleId: string, proposal?: Rule) => void;
  close: (ruleId: string) => void;
  addBefore: (ruleId: string | null) => void;
  setDraft: (ruleId: string, fields: RuleFields | null) => void;
}

export function useRuleEditing(): RuleEditing {
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const [newBefore, setNewBefore] = useState<string | null | undefined>(undefined);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, RuleFields>>(new Map());
  const [proposals, setProposals] = useState<ReadonlyMap<string, Rule>>(new Map());

  const setDraft = useCallback((ruleId: string, fields: RuleFields | null) => {
    setDrafts((known) => {
      // Editors tell of their draft more often than it changes.
      if (JSON.stringify(fields) === JSON.stringify(known.get(ruleId) ?? null)) return known;
      const next = new Map(known);
      if (fields === null) next.delete(ruleId);
      else next.set(ruleId, fields);
      return next;
    });
  }, []);
  const open = useCallback((ruleId: string, proposal?: Rule) => {
    setOpenIds((known) => new Set(known).add(ruleId));
    if (proposal !== undefined) setProposals((known) => new Map(known).set(ruleId, proposal));
  }, []);
  const close = useCallback(
    (ruleId: string) => {
      if (ruleId === NEW_RULE) setNewBefore(undefined);
      else setOpenIds((known) => new Set([...known].filter((id) => id !== ruleId)));
      setProposals((known) => new Map([...known].filter(([id]) => id !== ruleId)));
      setDraft(ruleId, null);
    },
    [setDraft],
  );
  return useMemo(
    () => ({ openIds, newBefore, drafts, proposals, open, close, addBefore: setNewBefore, setDraft }),
    [openIds, newBefore, drafts, proposals, open, close, setDraft],
  );
}
