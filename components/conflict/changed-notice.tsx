"use client";

import { Users } from "lucide-react";
import { useId, useState } from "react";
import { differences } from "@/components/history/diff";
import { DifferenceList } from "@/components/history/difference-list";
import { Button } from "@/components/ui/button/button";
import { type EditKind, type EditWords, editKinds, editLabel, sayWith, useChanger } from "./edit-words";

import { merge, type Side } from "./merge";

type Fields = Readonly<Record<string, unknown>>;

interface ChangedNoticeProps extends EditWords {
  kind: EditKind;
  resourceId: string;
  /** The form's fields in three states: as the edit began, as they are in the form, and as they are stored now. */
  opened: Fields;
  mine: Fields;
  theirs: Fields;
  /** Continues the edit on the newest state, with these fields. */
  onRebase: (fields: Record<string, unknown>) => void;
}

/** Says that somebody else has changed what is being edited. It changes nothing by itself, and offers what to do. */
export function ChangedNotice(props: ChangedNoticeProps) {
  const { kind, resourceId, opened, mine, theirs, onRebase } = props;
  const say = sayWith(props);
  const { name } = useChanger(resourceId);
  const [isShown, setIsShown] = useState(false);
  const detailsId = useId();
  const found = differences(opened, theirs);
  if (found.length === 0) return null;
  const merged = merge(opened, mine, theirs, editKinds[kind].strategies);
  const { conflicts } = merged;
  const goOn = (side: Side) => onRebase(merged.resolve(new Map(conflicts.map(({ key }) => [key, side]))));
  const touched = [...new Set(conflicts.map(({ field }) => editLabel(kind, [field])))].join(", ");
  return (
    <section
      aria-label={`Changed by ${name.replace(/,$/, "")}`}
      className="flex min-w-0 gap-3 rounded-panel border border-warning bg-warning-soft p-3"
    >
      <Users aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        {/* A status that comes with its words is seldom read out. */}
        <div role="alert">
          <p className="font-medium text-base text-ink">
            {name} changed this {editKinds[kind].noun} just now
          </p>
          <p className="text-ink text-sm">
            {conflicts.length === 0
              ? "Your own changes are elsewhere in it: saving keeps both."
              : `You have changed the same: ${touched}.`}
          </p>
        </div>
        {isShown && (
          <div id={detailsId}>
            <DifferenceList
              found={found}
              say={(value, [field = ""]) => say(value, field)}
              label={(path) => editLabel(kind, path)}
            />
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            aria-expanded={isShown}
            {...(isShown && { "aria-controls": detailsId })}
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? "Hide what changed" : "See what changed"}
          </Button>
          <Button size="sm" onClick={() => goOn("theirs")}>
            Take over
          </Button>
          {conflicts.length > 0 && (
            <Button size="sm" onClick={() => goOn("mine")}>
              Keep mine
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
