"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ListChange } from "@/components/analysis/analysed-list";
import { listChangeText } from "@/components/analysis/change-groups";
import { useChangeReport } from "@/components/analysis/use-answer";
import type { SegmentNames } from "@/components/conditions/words";
import { Sentence } from "@/components/sentence/sentence";
import { Button } from "@/components/ui/button/button";
import { useMovable } from "@/components/ui/sortable/sortable";
import type { Rule } from "@/lib/contract/rule";
import { ruleSentence } from "../words";
import type { Leaving } from "./use-deferred-delete";

interface LeavingRuleProps {
  rule: Rule;
  /** Its position on the screen, from 1. */
  position: number;
  segments: SegmentNames;
  segmentHref: (segmentId: string) => string;
  leaving: Leaving;
  onKeep: () => void;
  onRemoveNow: () => void;
  /** Called when it leaves the list while it has the focus. */
  onGone: () => void;
}

/**
 * A rule that is about to be deleted, in its place, with the time left to keep it and the people whom its deletion
 * changes.
 */
export function LeavingRule(props: LeavingRuleProps) {
  const { rule, position, segments, segmentHref, leaving, onKeep, onRemoveNow } = props;
  const { cardRef } = useMovable(rule.id);
  useGoneFocus(cardRef, props.onGone);
  return (
    <article
      ref={cardRef}
      aria-label={`${leaving.name}, being deleted`}
      data-rule={rule.id}
      data-leaving
      className="flex min-w-0 flex-col gap-2 rounded-panel border border-danger border-dashed bg-ground px-3 py-2.5"
    >
      <div className="flex min-w-0 items-start gap-2">
        <span
          aria-hidden
          className="mt-0.5 min-w-6 shrink-0 rounded-chip bg-fill px-1 text-center font-medium text-muted text-sm
            tabular-nums leading-6"
        >
          {position}
        </span>
        <div className="min-w-0 flex-1 py-0.5">
          {rule.name !== null && <h3 className="wrap-anywhere font-medium text-muted text-sm">{rule.name}</h3>}
          <Sentence parts={ruleSentence(rule, segments)} segmentHref={segmentHref} isDimmed />
        </div>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 basis-60 text-ink text-sm">
          <span className="font-medium">
            Deleting in <SecondsLeft until={leaving.until} /> s.
          </span>{" "}
          {leaving.change !== undefined && <LeavingEffect change={leaving.change} />}{" "}
          <span className="text-muted">Leaving this page deletes it at once.</span>
        </p>
        <div className="flex shrink-0 gap-2">
          <Button size="sm" data-keep onClick={onKeep}>
            Undo
          </Button>
          <Button size="sm" variant="danger" onClick={onRemoveNow}>
            Delete now
          </Button>
        </div>
      </div>
    </article>
  );
}

/** Whole seconds, at least one: while it shows, there is time left. */
const secondsTo = (until: number): number => Math.max(1, Math.ceil((until - Date.now()) / 1000));

function SecondsLeft({ until }: { until: number }) {
  const [seconds, setSeconds] = useState(() => secondsTo(until));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(until)), 250);
    return () => clearInterval(timer);
  }, [until]);
  return <span className="tabular-nums">{seconds}</span>;
}

/** Calls back when the element is removed while the focus is within it. */
function useGoneFocus(ref: RefObject<HTMLElement | null>, onGone: () => void): void {
  const latest = useRef(onGone);
  useEffect(() => {
    latest.current = onGone;
  });
  // Before the removal: after it, the focus is nowhere.
  useLayoutEffect(() => {
    const element = ref.current;
    return () => {
      if (element?.contains(document.activeElement)) latest.current();
    };
  }, [ref]);
}

/** Who gets another value when a rule goes, in a line. */
function LeavingEffect({ change }: { change: ListChange }) {
  const { report } = useChangeReport(change);
  return report === undefined ? null : listChangeText(report, change);
}
