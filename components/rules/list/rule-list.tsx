"use client";

import { ListOrdered, Plus } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { FindingsSummary, OpenQuestionsNote, shownFindings } from "@/components/analysis/findings";
import type { ListFindings } from "@/components/analysis/list-findings";
import { segmentNames } from "@/components/conditions/words";
import { Button } from "@/components/ui/button/button";
import { focusSoon, mayMoveFocus } from "@/components/ui/focus";
import { lazy } from "@/components/ui/lazy/lazy";
import { KeepTyped } from "@/components/ui/lazy/typed-ahead";
import { LongList } from "@/components/ui/list/long-list";
import { EmptyState, Skeleton } from "@/components/ui/page/page-states";
import { SortableList } from "@/components/ui/sortable/sortable";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { Segment } from "@/lib/contract/segment";
import type { Witness } from "@/lib/targeting/analysis/somebody";
import type { RuleTrace } from "@/lib/targeting/index";
import { segmentsNamed } from "@/lib/targeting/segment-references";
import type { RuleFields } from "../draft";
import type { RuleEditorProps } from "../editor/rule-editor";
import { NEW_RULE } from "../rules-on-screen";
import { RuleCard } from "./rule-card";
import { type DeferredDelete, LeavingRule } from "./use-deferred-delete";
import type { RuleEditing } from "./use-rule-editing";
import { useRuleList } from "./use-rule-list";

const StaleNotice = lazy(() => import("../order/stale-notice").then((file) => file.StaleNotice));

interface RuleListProps {
  flag: Flag;
  environment: string;
  rules: readonly Rule[];
  segments: readonly Segment[] | undefined;
  segmentHref: (segmentId: string) => string;
  canEdit: boolean;
  editing: RuleEditing;
  deleting: DeferredDelete;
  analysis: { findings: ListFindings | undefined; isCurrent: boolean };
  onTry: (witness: Witness) => void;
  /** How much each rule decides, in words; undefined while nothing is known of it. */
  shares: ReadonlyMap<string, string> | undefined;
  /** What the test user's context did to each rule; null while nobody is being tested. */
  traces: ReadonlyMap<string, RuleTrace> | null;
}

/** Of a card with a sentence of one line and the gap above it, in pixels: where most are so, none has to be moved. */
const ROW_HEIGHT = 62;

/** The rules of a flag in an environment, in their order, with every way to change it. */
export function RuleList(props: RuleListProps) {
  const { flag, environment, rules, segments, segmentHref, canEdit, editing, deleting, traces, analysis } = props;
  const canRepair = analysis.isCurrent;
  const { onTry, shares } = props;
  const list = useRuleList({ flag, environment, rules, segments, editing, deleting, canRepair, onTry });
  const { shown, ids, keys, actions, changes } = list;
  const names = useMemo(() => segmentNames(segments), [segments]);
  const nameOf = useCallback((id: string) => `rule ${ids.indexOf(id) + 1}`, [ids]);
  const findings = useMemo(
    () => analysis.findings && shownFindings(analysis.findings.byRule, new Set(editing.drafts.keys())),
    [analysis.findings, editing.drafts],
  );
  const isAdding = editing.newBefore !== undefined;

  const closeEditor = (key: string, isFocusFree: boolean) => {
    editing.close(key);
    if (!isFocusFree) return;
    // The focus goes back to where the editor came from: to a card, or to the button at the end.
    const card = key === NEW_RULE ? editing.newBefore : key;
    const origin = card ? `[data-rule="${card}"] [data-rule-menu]` : "[data-add-rule]";
    focusSoon(() => document.querySelector<HTMLElement>(origin), { preventScroll: true });
  };
  const card = (key: string) => {
    const rule = shown.find(({ id }) => id === key);
    // Also of somebody whose role was taken meanwhile: what they typed is not lost, and the save says why it is
    // refused.
    const isOpen = rule === undefined || editing.openIds.has(key);
    if (isOpen) {
      const before = key === NEW_RULE ? shown.find(({ id }) => id === editing.newBefore) : undefined;
      return (
        <LazyRuleEditor
          flag={flag}
          environment={environment}
          rule={rule}
          proposal={editing.proposals.get(key)}
          position={before?.position}
          rules={shown}
          before={editing.newBefore ?? null}
          onTry={onTry}
          title={rule !== undefined ? `Rule ${ids.indexOf(key) + 1}` : key === NEW_RULE ? "New rule" : "Deleted rule"}
          segments={segments}
          newSegmentHref={segmentHref("new")}
          trace={traces?.get(key)}
          ruleKey={key}
          onDraft={editing.setDraft}
          onSaved={() => list.saySaved(key)}
          onClose={closeEditor}
        />
      );
    }
    const position = ids.indexOf(key) + 1;
    const leaving = deleting.leaving.get(key);
    if (leaving !== undefined) {
      return (
        <LeavingRule
          rule={rule}
          position={position}
          segments={names}
          segmentHref={segmentHref}
          leaving={leaving}
          onKeep={() => actions.keep(key)}
          onRemoveNow={() => deleting.removeNow(key)}
          onGone={() => list.focusBeside(key)}
        />
      );
    }
    return (
      <RuleCard
        flag={flag}
        rule={rule}
        position={position}
        count={ids.length}
        // Most rules name no segment, and need not be rendered again when the names come.
        segments={namesSegment(rule) ? names : undefined}
        segmentHref={segmentHref}
        canEdit={canEdit}
        isOn={list.isOn(rule)}
        share={shares?.get(key)}
        trace={traces?.get(key)}
        change={changes.get(key)}
        findings={findings?.get(key)}
        made={list.made?.ruleId === key ? list.made : undefined}
        isFlashed={list.flashed === key}
        actions={actions}
      />
    );
  };

  return (
    <div className="flex min-w-0 flex-col gap-2" data-lifting={list.lifted === null ? undefined : ""}>
      {list.notice && <StaleNotice notice={list.notice} segments={names} onDismiss={list.dismissNotice} />}
      {findings !== undefined && findings.size > 0 && (
        <FindingsSummary byRule={findings} ids={ids} onGo={actions.goTo} />
      )}
      {keys.length === 0 && (
        <EmptyState
          icon={ListOrdered}
          title={`No rules in ${environment}`}
          description={`Everyone gets the value below.${canEdit ? " Add a rule to give some people another one." : ""}`}
        />
      )}
      <SortableList ids={ids} isEnabled={canEdit} nameOf={nameOf} onMove={list.drop} onLift={list.setLifted}>
        <LongList
          label="Rules"
          className="-mt-3"
          keys={keys}
          estimatedHeight={ROW_HEIGHT}
          isKept={list.isKept}
          scrollRef={list.scrollRef}
          renderRow={(key, index) => (
            <>
              {canEdit && !isAdding ? (
                <InsertRule position={index + 1} onInsert={() => editing.addBefore(key)} />
              ) : (
                <div className="h-3" />
              )}
              {card(key)}
            </>
          )}
        />
      </SortableList>
      {canEdit && (
        <div>
          <Button data-add-rule disabled={isAdding} onClick={() => editing.addBefore(null)}>
            <Plus aria-hidden />
            Add rule
          </Button>
        </div>
      )}
      {analysis.findings !== undefined && analysis.findings.open.length > 0 && (
        <OpenQuestionsNote sentences={analysis.findings.open} />
      )}
      <p role="status" className="sr-only">
        {list.said}
      </p>
      <p role="status" className="sr-only">
        {list.effect}
      </p>
    </div>
  );
}

/** Whether a rule names a segment: others are not rendered again when the names come. */
const namesSegment = (rule: Rule): boolean => segmentsNamed([rule]).next().done === false;

interface InsertRuleProps {
  /** The position of the new rule, from 1. */
  position: number;
  onInsert: () => void;
}

/**
 * The gap above a card, where a rule can be added. Keyboards and touch use the cards' menus. Its button renders only
 * with the first pointer event, because scrolling renders many gaps.
 */
function InsertRule({ position, onInsert }: InsertRuleProps) {
  const [isNear, setIsNear] = useState(false);
  return (
    <div className="relative h-3 pointer-coarse:pointer-events-none">
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Add a rule at position ${position}`}
        onClick={onInsert}
        onPointerEnter={() => setIsNear(true)}
        className="absolute inset-x-0 -inset-y-1 z-1 flex items-center justify-center opacity-0 transition-opacity
          hover:opacity-100 in-data-lifting:invisible pointer-coarse:hidden"
      >
        {isNear && (
          <>
            <span className="absolute inset-x-8 h-px bg-accent" />
            <span
              className="relative flex size-5 items-center justify-center rounded-full bg-accent-solid
                text-on-accent"
            >
              <Plus aria-hidden className="size-3.5" />
            </span>
          </>
        )}
      </button>
    </div>
  );
}

// The editor with its forms is a third of the page's script, and most visits only read rules.
const RuleEditor = lazy(loadEditor, ({ onClose }) => (
  <>
    <KeepTyped onClose={onClose} />
    <Skeleton className="h-72 w-full rounded-panel" />
  </>
));

async function loadEditor() {
  const [{ RuleEditor }] = await Promise.all([
    import("../editor/rule-editor"),
    // It checks each draft at once, and a draft may have a pattern.
    import("@/lib/targeting").then(({ loadRe2 }) => loadRe2()),
  ]);
  return RuleEditor;
}

interface LazyRuleEditorProps extends Omit<RuleEditorProps, "onDraft" | "onClose"> {
  /** Its id in the list. */
  ruleKey: string;
  onDraft: (ruleKey: string, fields: RuleFields | null) => void;
  /** @param isFocusFree whether the focus may move: the person has not moved on */
  onClose: (ruleKey: string, isFocusFree: boolean) => void;
}

function LazyRuleEditor({ ruleKey, onDraft, onClose, ...props }: LazyRuleEditorProps) {
  const ref = useRef<HTMLDivElement>(null);
  // The same function each time, so that the editor reports its draft when the draft changes and not when the list
  // renders.
  const tell = useCallback((fields: RuleFields | null) => onDraft(ruleKey, fields), [onDraft, ruleKey]);
  return (
    <div ref={ref} className="min-w-0">
      <RuleEditor {...props} onDraft={tell} onClose={() => onClose(ruleKey, mayMoveFocus(ref.current))} />
    </div>
  );
}
