"use client";

import { useState } from "react";
import { EffectLists } from "@/components/analysis/effect-lists";
import { countFlags } from "@/components/flags/words";
import { FormActions, useNote } from "@/components/forms/form-actions";
import { ProtectedNote } from "@/components/protected/protected-note";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { Checkbox } from "@/components/ui/field/input";
import { toast } from "@/components/ui/toast";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { FlagComparison, Promoted } from "@/lib/contract/promotion";
import { type EnvironmentPair, type PromotedPart, promotedParts } from "@/lib/contract/promotion-parts";
import { usePromote, usePromotionPreview, useTakeBack } from "./api";
import { partLabels } from "./words";

interface PromoteDialogProps {
  projectId: string;
  pair: EnvironmentPair;
  /** As they were when it was opened, at least one. */
  flags: readonly Pick<FlagComparison, "flag_id" | "flag_name" | "differs">[];
  onClose: () => void;
  onPromoted?: () => void;
}

/** Before flags are promoted: what of them is taken, who gets another value by it, and why it is done. */
export function PromoteDialog({ projectId, pair, flags, onClose, onPromoted }: PromoteDialogProps) {
  const { from, to } = pair;
  const offered = promotedParts.filter((part) => flags.some(({ differs }) => differs.includes(part)));
  const [include, setInclude] = useState([...offered]);
  const note = useNote();
  const { promote, isPromoting } = usePromoting(projectId, () => {
    onClose();
    onPromoted?.();
  });
  const input = { from, to, flag_ids: flags.map(({ flag_id }) => flag_id), include };
  // Once it is promoted, nothing is left to promote.
  const preview = usePromotionPreview(projectId, input, { enabled: include.length > 0 && !isPromoting });
  const promoted = include.length === 0 ? undefined : preview.data;
  const changing = promoted?.flags.length ?? 0;
  const what = flags.length === 1 ? (flags[0]?.flag_name ?? "") : countFlags(flags.length);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`Promote ${what} from ${from} to ${to}`}
      description="All at once or not at all. Whoever is inside a percentage in one is inside it in the other."
    >
      <DialogBody className="flex flex-col gap-4">
        <PartFields offered={offered} chosen={include} onChange={setInclude} />
        <section aria-label="Who changes" aria-busy={preview.isFetching} className="min-w-0 border-line border-t pt-3">
          <h3 className="mb-1.5 text-muted text-sm">Who changes in {to}</h3>
          {include.length === 0 ? (
            <p className="text-muted text-sm">Choose what is taken.</p>
          ) : promoted !== undefined ? (
            <PromotionPreview projectId={projectId} promoted={promoted} flags={flags} />
          ) : (
            preview.error === null && <p className="text-muted text-sm">Finding out who changes…</p>
          )}
          <p role="alert" className="text-base text-danger empty:hidden">
            {preview.error !== null && describeError(preview.error, "find out who changes")}
          </p>
        </section>
        <ProtectedNote projectId={projectId} reach={[to]} note={note} />
      </DialogBody>
      <DialogFooter>
        <FormActions
          call={() => ({ method: "POST", path: `/api/v1/flags/projects/${projectId}/promote`, body: input })}
        >
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isBusy={isPromoting}
            disabled={promoted === undefined || changing === 0 || preview.isFetching}
            onClick={() => promote({ input, etag: promoted?.etag, comment: note.comment })}
          >
            {changing === 0 ? `Promote to ${to}` : `Promote ${countFlags(changing)} to ${to}`}
          </Button>
        </FormActions>
      </DialogFooter>
    </Dialog>
  );
}

function PromotionPreview({
  projectId,
  promoted: { flags: changing, effect },
  flags,
}: { promoted: Promoted } & Pick<PromoteDialogProps, "projectId" | "flags">) {
  if (changing.length === 0) return <p className="text-muted text-sm">It is so already: nothing would change.</p>;
  const names = new Map(flags.map(({ flag_id, flag_name }) => [flag_id, flag_name]));
  return effect && <EffectLists projectId={projectId} lists={effect.lists} flagNames={names} />;
}

interface PartFieldsProps {
  /** Those that differ. */
  offered: readonly PromotedPart[];
  chosen: readonly PromotedPart[];
  onChange: (chosen: PromotedPart[]) => void;
}

/** What of flags is promoted. What is the same already is not asked about. */
function PartFields({ offered, chosen, onChange }: PartFieldsProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink text-sm">What is taken</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {promotedParts
          .filter((part) => offered.includes(part))
          .map((part) => (
            <Checkbox
              key={part}
              label={partLabels[part]}
              checked={chosen.includes(part)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(promotedParts.filter((other) => (other === part ? checked : chosen.includes(other))))
              }
            />
          ))}
      </div>
    </fieldset>
  );
}

/** Promotes flags, and offers to take that back whole. */
function usePromoting(projectId: string, onPromoted: () => void) {
  const promoting = usePromote(projectId);
  const takingBack = useTakeBack(projectId);
  const takeBack = (entryId: string) =>
    takingBack.mutate(entryId, {
      onSuccess: () => toast("Taken back"),
      onError: (error) => toast.error(describeError(error, "take it back")),
    });
  const say = ({ flags, to }: Promoted) => {
    const entryId = flags[0]?.entry_id;
    if (entryId === undefined) return toast(`Nothing was left to change in ${to}`);
    toast.success(`Promoted ${countFlags(flags.length)} to ${to}`, {
      action: { label: "Undo", onClick: () => takeBack(entryId) },
    });
  };
  const promote = (promotion: Parameters<typeof promoting.mutate>[0]) =>
    promoting.mutate(promotion, {
      onSuccess: (done) => {
        onPromoted();
        say(done);
      },
      onError: (error) =>
        toast.error(
          isApiError(error, 412)
            ? "Not promoted: something was changed meanwhile. Look again."
            : describeError(error, "promote"),
        ),
    });
  return { promote, isPromoting: promoting.isPending };
}
