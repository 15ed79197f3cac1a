"use client";

import { useId, useState } from "react";
import { useNote } from "@/components/forms/form-actions";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Button, TextButton } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/field/field";
import { Input, Select } from "@/components/ui/field/input";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { isOnIn } from "@/lib/contract/flag-state";
import { limits } from "@/lib/contract/limits";
import type { Project } from "@/lib/contract/project";
import { SwitchEffect } from "../environment-effect";
import { countFlags } from "../words";
import {
  type BulkAction,
  type BulkActionId,
  type BulkFields,
  bulkActions,
  type FailedChange,
  type FlagChange,
  useBulkChange,
} from "./bulk-change";
import { tagsOf } from "./flag-filters";

interface BulkDialogProps {
  action: BulkActionId;
  /** As they were when it was opened: what changes meanwhile changes neither the question nor its result. */
  flags: readonly ListedFlag[];
  project: Pick<Project, "id" | "environments">;
  onClose: () => void;
}

/** Changes several flags, after it was shown what that does; then says which could not be changed, and why. */
export function BulkDialog({ action: actionId, flags, project, onClose }: BulkDialogProps) {
  const action = bulkActions[actionId];
  const [tag, setTag] = useState("");
  const note = useNote();
  const [failed, setFailed] = useState<readonly FailedChange[] | null>(null);
  const { run, progress } = useBulkChange(project.id, action);
  const changes = failed ?? changesOf(flags, action, tag.trim());
  const isReady = (!action.isOfTag || tag.trim() !== "") && changes.length > 0;
  const start = async () => {
    const result = await run(changes, note.comment);
    if (result.failed.length === 0) onClose();
    else setFailed(result.failed);
  };
  const changed = new Set(changes.map(({ flag }) => flag.id));
  const unchanged = flags.length - changes.length;

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`${action.verb} ${countFlags(flags.length)}`}
      description="Each is changed by itself, with an entry of its own in the history."
    >
      <DialogBody className="flex flex-col gap-4">
        {failed !== null ? (
          <BulkFailures failed={failed} />
        ) : (
          <>
            {action.isOfTag && (
              <TagField tags={tagsOf(flags)} isOfKnown={actionId === "removeTag"} value={tag} onChange={setTag} />
            )}
            {unchanged > 0 && (!action.isOfTag || tag.trim() !== "") && (
              <p className="text-muted text-sm">
                {countFlags(unchanged)} {unchanged === 1 ? action.unchanged : plural(action.unchanged)}.
              </p>
            )}
            {action.isTurningOff ? (
              <BulkEffects flags={flags.filter(({ id }) => changed.has(id))} environments={project.environments} />
            ) : (
              <p className="text-muted text-sm">Nobody changes: tags are for those who work with flags.</p>
            )}
            <ProtectedNote projectId={project.id} reach={action.isTurningOff ? "all" : []} note={note} />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <p role="status" className="mr-auto self-center text-muted text-sm tabular-nums">
          {progress !== null && `${progress.done.toLocaleString("en")} of ${progress.total.toLocaleString("en")}`}
        </p>
        <Button onClick={onClose}>{progress === null ? "Cancel" : "Stop"}</Button>
        <Button variant="primary" isBusy={progress !== null} disabled={!isReady} onClick={() => void start()}>
          {failed === null ? `${action.verb} ${countFlags(changes.length)}` : "Try again"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const plural = (words: string): string =>
  words
    .replace(/^is /, "are ")
    .replace(/^has /, "have ")
    .replace(/^does /, "do ");

function changesOf(flags: readonly ListedFlag[], action: BulkAction, tag: string): FlagChange[] {
  return flags.flatMap((flag) => {
    const change = action.change(flag, tag);
    return change === null ? [] : [{ flag, opened: sameFields(flag, change), change }];
  });
}

/** The fields of a change as the flag has them. */
const sameFields = ({ tags, enabled, status }: ListedFlag, change: BulkFields): BulkFields => ({
  ...(change.tags && { tags }),
  ...(change.enabled !== undefined && { enabled }),
  ...(change.status && { status }),
});

/** More are counted. */
const MOST_NAMED = 50;

/** Which flags were left as they are, and why. */
function BulkFailures({ failed }: { failed: readonly FailedChange[] }) {
  const more = failed.length - MOST_NAMED;
  return (
    <section role="alert" className="flex min-w-0 flex-col gap-1.5 text-sm">
      <h3 className="font-medium text-danger">
        {failed.length === 1
          ? "One flag was not changed"
          : `${failed.length.toLocaleString("en")} flags were not changed`}
      </h3>
      <ul className="flex flex-col gap-1.5">
        {failed.slice(0, MOST_NAMED).map(({ flag, reason }) => (
          <li key={flag.id} className="wrap-anywhere border-danger border-l-2 pl-2">
            <span className="font-medium text-ink">{flag.name}</span> <span className="text-muted">{reason}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">and {more.toLocaleString("en")} more</p>}
    </section>
  );
}

/** Flags whose effect is found out at once: each asks for its rules in each environment. */
const MOST_CHECKED = 5;

interface BulkEffectsProps {
  /** Those that are going to serve as if they were off. */
  flags: readonly ListedFlag[];
  environments: readonly string[];
}

/** Before flags are turned off: who gets another value by it, flag by flag. */
function BulkEffects({ flags, environments }: BulkEffectsProps) {
  const [shown, setShown] = useState(MOST_CHECKED);
  const more = flags.length - shown;
  return (
    <section aria-label="Who changes" className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-muted text-sm">Who changes</h3>
      <ul className="flex flex-col gap-2">
        {flags.slice(0, shown).map((flag) => (
          <li key={flag.id} className="flex min-w-0 flex-col gap-0.5 border-line-strong border-l-2 pl-2 text-sm">
            <span className="wrap-anywhere font-medium text-ink">{flag.name}</span>
            <span className="text-muted">
              <FlagEffect flag={flag} environments={environments.filter((name) => isOnIn(flag, name))} />
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <TextButton className="self-start" onClick={() => setShown(shown + MOST_CHECKED * 2)}>
          Show more: {more.toLocaleString("en")} {more === 1 ? "is" : "are"} left
        </TextButton>
      )}
    </section>
  );
}

/** @param environments those in which it is on */
function FlagEffect({ flag, environments }: { flag: ListedFlag; environments: readonly string[] }) {
  if (environments.length === 0) return "Nobody changes: it is on nowhere.";
  return <SwitchEffect flag={flag} environments={environments} isOn={false} />;
}

interface TagFieldProps {
  /** The tags that some of the flags have. */
  tags: readonly string[];
  /** Whether it must be one of them; else they are suggestions. */
  isOfKnown: boolean;
  value: string;
  onChange: (tag: string) => void;
}

function TagField({ tags, isOfKnown, value, onChange }: TagFieldProps) {
  const listId = useId();
  return (
    <Field label="Tag" className="max-w-80">
      {(control) =>
        isOfKnown ? (
          <Select {...control} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
            <option value="">{tags.length === 0 ? "None of them has a tag" : "Choose a tag"}</option>
            {tags.map((tag) => (
              <option key={tag}>{tag}</option>
            ))}
          </Select>
        ) : (
          <>
            <Input
              {...control}
              autoComplete="off"
              list={listId}
              maxLength={limits.tagLength}
              value={value}
              onChange={({ currentTarget }) => onChange(currentTarget.value)}
            />
            <datalist id={listId}>
              {tags.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          </>
        )
      }
    </Field>
  );
}
