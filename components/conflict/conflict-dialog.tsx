"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { changedBy } from "./changed-by";
import { ConflictChoice } from "./conflict-choice";
import type { ConflictQuestion } from "./conflict-question";
import { sayField } from "./edit-words";
import type { Side } from "./merge";

/** Asks, field by field, which of two edits is to count. Nothing is saved until that is said. */
export function ConflictDialog({ question }: { question: ConflictQuestion }) {
  const { kind, resourceId, conflicts, say = sayField, answer } = question;
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const who = changedBy(resourceId);
  const all = (side: Side) => setChoices(new Map(conflicts.map(({ key }) => [key, side])));
  const left = conflicts.length - choices.size;
  return (
    <Dialog
      isOpen
      isSticky
      size="lg"
      onOpenChange={() => answer(null)}
      title={`${who} has changed this ${kind.noun}, too`}
      description="You both changed what stands here. What you changed elsewhere comes together by itself. Nothing is saved until you choose."
    >
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (left === 0) answer(choices);
        }}
      >
        <DialogBody className="flex flex-col gap-5">
          {conflicts.length > 1 && (
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => all("theirs")}>
                Theirs everywhere
              </Button>
              <Button size="sm" onClick={() => all("mine")}>
                Mine everywhere
              </Button>
            </div>
          )}
          {conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.key}
              kind={kind}
              conflict={conflict}
              say={say}
              who={who}
              chosen={choices.get(conflict.key)}
              onChoose={(side) => setChoices((known) => new Map(known).set(conflict.key, side))}
            />
          ))}
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => answer(null)}>Keep editing</Button>
          <Button type="submit" variant="primary" disabled={left > 0}>
            {left > 1 ? `Save (${left} to choose)` : "Save"}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
