"use client";

import { memo, useMemo, useState } from "react";
import { RuleFindings } from "@/components/analysis/findings";
import type { CardFinding } from "@/components/analysis/list-findings";
import type { SegmentNames } from "@/components/conditions/words";
import { withShare } from "@/components/evaluations/words";
import { Sentence } from "@/components/sentence/sentence";
import { Badge } from "@/components/ui/badge";
import { IconButton, TextButton } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/field/input";
import { dots, onePathIcon } from "@/components/ui/icons";
import { lazy } from "@/components/ui/lazy/lazy";
import { DropdownMenu } from "@/components/ui/menu/dropdown-menu";
import { liftedLook, MoveHandle, useMovable } from "@/components/ui/sortable/sortable";
import type { Flag } from "@/lib/contract/flag";
import type { Rule } from "@/lib/contract/rule";
import type { RuleTrace } from "@/lib/targeting/index";
import { ruleSentence } from "../words";
import type { RuleMenuItemsProps } from "./rule-menu-items";
import type { MadeChange, RuleActions } from "./use-rule-actions";

// Only with somebody to test the rules on.
const RuleTraceNote = lazy(() => import("./rule-trace-note").then((file) => file.RuleTraceNote));
const MadeChangeNote = lazy(() => import("@/components/analysis/made-change-note").then((file) => file.MadeChangeNote));

/** The badge for what somebody else did to a rule. */
export type RuleChange = "new" | "moved" | "edited";

interface RuleCardProps {
  flag: Flag;
  rule: Rule;
  /** Its position on the screen, from 1. */
  position: number;
  count: number;
  segments: SegmentNames;
  segmentHref: (segmentId: string) => string;
  canEdit: boolean;
  /** Its state as the switch shows it, before the server has answered. */
  isOn: boolean;
  /** The share of evaluations that it decided, in words. */
  share: string | undefined;
  trace: RuleTrace | undefined;
  change: RuleChange | undefined;
  findings: readonly CardFinding[] | undefined;
  /** The last change of the list, if it was one of this rule. */
  made: MadeChange | undefined;
  /** It is marked, because somebody asked for it. */
  isFlashed: boolean;
  actions: RuleActions;
}

/** A rule as a sentence, with its controls. It renders again only when something of it changed. */
export const RuleCard = memo(function RuleCard(props: RuleCardProps) {
  const {
    flag,
    rule,
    position,
    count,
    segments,
    segmentHref,
    canEdit,
    isOn,
    share,
    trace,
    change,
    findings,
    made,
    isFlashed,
    actions,
  } = props;
  const { cardRef, handleProps } = useMovable(rule.id);
  const name = rule.name === null ? `rule ${position}` : `rule ${position}, ${rule.name}`;
  const isMatch = trace?.outcome === "match";
  return (
    <article
      ref={cardRef}
      aria-label={name}
      tabIndex={-1}
      data-rule={rule.id}
      data-outcome={trace?.outcome}
      className={cn(
        "relative flex min-w-0 flex-wrap items-start gap-1.5 rounded-panel border py-2.5 pr-2 pl-1.5",
        rule.enabled ? "bg-panel" : "bg-ground",
        isMatch ? "border-success ring-1 ring-success" : rule.enabled ? "border-line" : "border-line border-dashed",
        isFlashed && "ring-2 ring-accent",
        // On a phone the controls have a line of their own, and the sentence gets the whole width below.
        canEdit && "max-sm:items-center max-sm:py-1.5",
        liftedLook,
      )}
    >
      {canEdit && <MoveHandle {...handleProps} aria-label={`Move ${name}`} />}
      <span
        aria-hidden
        className={cn(
          "mt-0.5 min-w-6 shrink-0 rounded-chip px-1 text-center font-medium text-sm tabular-nums leading-6",
          isMatch ? "bg-success-soft text-success" : "bg-fill text-muted",
        )}
      >
        {position}
      </span>
      <div className={cn("min-w-0 flex-1 px-1.5 py-0.5", canEdit && "max-sm:contents")}>
        {(rule.name !== null || change !== undefined || !rule.enabled) && (
          <div
            className={cn(
              "mb-0.5 flex min-w-0 flex-wrap items-center gap-1.5",
              canEdit && "max-sm:mb-0 max-sm:flex-1 max-sm:px-1",
            )}
          >
            {rule.name !== null && (
              <h3 className={cn("wrap-anywhere min-w-0 font-medium text-sm", rule.enabled ? "text-ink" : "text-muted")}>
                {rule.name}
              </h3>
            )}
            {!rule.enabled && <Badge>Off</Badge>}
            {change !== undefined && <Badge tone="warning">{change}</Badge>}
          </div>
        )}
        <div className={cn(canEdit && "min-w-0 max-sm:order-1 max-sm:basis-full max-sm:px-2 max-sm:pb-1")}>
          <RuleSentence {...{ rule, segments, share, segmentHref }} />
          {trace && <RuleTraceNote trace={trace} segments={segments} />}
        </div>
      </div>
      {canEdit && (
        <div className="ml-auto flex shrink-0 items-center gap-1">
          <Switch
            aria-label={`${name} is on`}
            checked={isOn}
            onCheckedChange={(enabled) => actions.turn(rule, name, enabled)}
            className="mx-1"
          />
          <IconButton
            label={`Edit ${name}`}
            data-tooltip="Edit"
            data-edit
            onClick={() => actions.edit(rule.id)}
            className="max-sm:hidden"
          >
            {pencilIcon}
          </IconButton>
          <RuleCardMenu flag={flag} rule={rule} position={position} count={count} name={name} actions={actions} />
        </div>
      )}
      {(findings || made) && (
        <div className={cn("order-2 min-w-0 basis-full px-1.5 pb-0.5", canEdit ? "sm:pl-15.5" : "sm:pl-9")}>
          {findings && <RuleFindings name={name} findings={findings} canEdit={canEdit} actions={actions} />}
          {made && <MadeChangeNote flag={flag} environment={rule.environment} made={made} actions={actions} />}
        </div>
      )}
    </article>
  );
});

const RuleMenuItems = lazy(() => import("./rule-menu-items").then((file) => file.RuleMenuItems));

/** The menu of a card. */
function RuleCardMenu({ name, ...items }: RuleMenuItemsProps & { name: string }) {
  return (
    <DropdownMenu
      loadItems={RuleMenuItems.load}
      trigger={
        <IconButton label={`Actions for ${name}`} data-rule-menu>
          {ellipsisIcon}
        </IconButton>
      }
    >
      <RuleMenuItems {...items} />
    </DropdownMenu>
  );
}

const ellipsisIcon = onePathIcon(dots([5, 12], [12, 12], [19, 12]));

const pencilIcon = onePathIcon(
  "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32" +
    "a2 2 0 0 0 .83-.497zM15 5l4 4",
);

/** Parts of a sentence: about fifteen conditions, which take five lines. */
const SHOWN_PARTS = 60;

interface RuleSentenceProps {
  rule: Rule;
  segments: SegmentNames;
  /** The share of evaluations that it decided, in words. */
  share: string | undefined;
  segmentHref: (segmentId: string) => string;
}

/** A rule in words. One with many conditions does not fill the list until somebody wants to read them all. */
function RuleSentence({ rule, segments, share, segmentHref }: RuleSentenceProps) {
  const [isWhole, setIsWhole] = useState(false);
  const [whole, short] = useMemo(
    () => [ruleSentence(rule, segments), ruleSentence(rule, segments, SHOWN_PARTS)],
    [rule, segments],
  );
  const parts = useMemo(() => withShare(isWhole ? whole : short, share), [isWhole, whole, short, share]);
  return (
    <>
      <Sentence parts={parts} segmentHref={segmentHref} isDimmed={!rule.enabled} />
      {whole.length > short.length && (
        <TextButton aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? "Show fewer conditions" : "Show all conditions"}
        </TextButton>
      )}
    </>
  );
}
