"use client";

import { useId, useState } from "react";
import { DifferenceList } from "@/components/history/difference-list";
import { Button } from "@/components/ui/button/button";
import { cn } from "@/components/ui/cn";
import { AlertDialog, Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import type { ConflictQuestion, DeletionQuestion } from "./conflict-host";
import { type EditKind, editKinds, editLabel, type SayField, sayWith, useChanger } from "./edit-words";

import type { Conflict, Side } from "./merge";

/** Asks which of two edits counts, field by field. Nothing is saved before the answer. */
export function ConflictDialog({ question }: { question: ConflictQuestion }) {
  const { kind, resourceId, conflicts, words, answer } = question;
  const say = sayWith(words);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const { name, isOneself } = useChanger(resourceId);
  const all = (side: Side) => setChoices(new Map(conflicts.map(({ key }) => [key, side])));
  const left = conflicts.length - choices.size;
  return (
    <Dialog
      isOpen
      isSticky
      size="lg"
      onOpenChange={() => answer(null)}
      title={`${name} ${isOneself ? "have" : "has"} changed this ${editKinds[kind].noun}, too`}
      description={
        isOneself
          ? "What is below was changed in both windows. The other changes of both are kept. Nothing is saved until " +
            "you choose."
          : "You both changed what is below. Your other changes and theirs are both kept. Nothing is saved until you " +
            "choose."
      }
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
                {isOneself ? "The other window’s everywhere" : "Theirs everywhere"}
              </Button>
              <Button size="sm" onClick={() => all("mine")}>
                {isOneself ? "This window’s everywhere" : "Mine everywhere"}
              </Button>
            </div>
          )}
          {conflicts.map((conflict) => (
            <ConflictChoice
              key={conflict.key}
              kind={kind}
              conflict={conflict}
              say={say}
              titles={isOneself ? { theirs: "In the other window", mine: "Here" } : { theirs: name, mine: "You" }}
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

interface ConflictChoiceProps {
  kind: EditKind;
  conflict: Conflict;
  say: SayField;
  titles: { theirs: string; mine: string };
  chosen: Side | undefined;
  onChoose: (side: Side) => void;
}

/** The value before, the values of both edits, and the choice between them. */
function ConflictChoice({ kind, conflict, say, titles, chosen, onChoose }: ConflictChoiceProps) {
  const { field, member, strategy, opened, mine, theirs } = conflict;
  const name = useId();
  const label = editLabel(kind, member === undefined ? [field] : [field, member]);
  const isAddition = strategy === "rows" && Array.isArray(opened) && opened.length === 0;
  const sides: { side: Side; title: string; value: unknown }[] = [
    { side: "theirs", title: titles.theirs, value: theirs },
    { side: "mine", title: titles.mine, value: mine },
  ];
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium text-base text-ink first-letter:uppercase">{label}</legend>
      {!isAddition && (
        <p className="wrap-anywhere mb-2 text-muted text-sm">
          It was <span className="text-ink">{valueText(opened, field, say)}</span>
        </p>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {sides.map(({ side, title, value }) => (
          <Option key={side} name={name} title={title} isChosen={chosen === side} onChoose={() => onChoose(side)}>
            {valueText(value, field, say)}
          </Option>
        ))}
        {/* Of variants, which are a flag's, each name is there once. */}
        {isAddition && kind !== "flag" && (
          <Option name={name} title="Both" isChosen={chosen === "both"} onChoose={() => onChoose("both")}>
            One condition and the other
          </Option>
        )}
      </div>
    </fieldset>
  );
}

/** The value of a row is a list, which is empty where the row is gone. */
const valueText = (value: unknown, field: string, say: SayField): string =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? "removed" : say(value, field);

interface OptionProps {
  name: string;
  title: string;
  isChosen: boolean;
  onChoose: () => void;
  children: string;
}

function Option({ name, title, isChosen, onChoose, children }: OptionProps) {
  return (
    <label
      className={cn(
        "flex min-w-0 cursor-pointer gap-2 rounded-control border p-3 text-base has-focus-visible:outline-2",
        "has-focus-visible:outline-accent",
        isChosen ? "border-accent bg-accent-soft" : "border-line hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
      />
      <span className="wrap-anywhere min-w-0">
        <span className="block font-medium text-ink">{title}</span>
        <span className="block text-ink">{children}</span>
      </span>
    </label>
  );
}

/**
 * Before something goes that somebody else has just changed: what they changed, and whether it is to go all the same.
 */
export function DeletionDialog({ question }: { question: DeletionQuestion }) {
  const { kind, resourceId, found, words, answer } = question;
  const say = sayWith(words);
  const { name } = useChanger(resourceId);
  return (
    <AlertDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && answer(false)}
      title={`${name} changed this ${editKinds[kind].noun} just now`}
      description="It was not deleted. This is what is different in it:"
      actionLabel="Delete it all the same"
      cancelLabel="Keep it"
      isDangerous
      onAction={() => answer(true)}
    >
      <DifferenceList
        found={found}
        say={(value, [field = ""]) => say(value, field)}
        label={(path) => editLabel(kind, path)}
      />
    </AlertDialog>
  );
}
