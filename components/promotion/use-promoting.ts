"use client";

import { countFlags } from "@/components/flags/words";
import { toast } from "@/components/ui/toast";
import { describeError, isApiError } from "@/lib/client/api-error";
import type { Promoted } from "@/lib/contract/promotion";
import { usePromote, useTakeBack } from "./api";

/** Promotes flags, and offers to take that back whole. */
export function usePromoting(projectId: string, onPromoted: () => void) {
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
