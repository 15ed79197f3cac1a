"use client";

import { useState } from "react";
import { useMayChange } from "@/components/account/permissions";
import type { SegmentNames } from "@/components/conditions/words";
import { HeldBackNote } from "@/components/protected/held-back-note";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFooter } from "@/components/ui/dialog/dialog";
import { ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { useFlagComparison } from "./api";
import { DifferenceDetails } from "./difference-details";
import { EnvironmentPairFields, shownPair } from "./environment-pair";

import { PromoteDialog } from "./promote-dialog";

interface CompareFlagDialogProps {
  flag: Pick<Flag, "id" | "name">;
  /** Of two environments at least. */
  project: Project;
  /** The one that the page shows. */
  environment: string;
  segments: SegmentNames;
  onClose: () => void;
}

/** What a flag is in two environments, and the way from one to the other. */
export function CompareFlagDialog({ flag, project, environment, segments, onClose }: CompareFlagDialogProps) {
  const isUsual = environment === project.settings.default_environment;
  const usual = shownPair(project, isUsual ? { to: environment } : { from: environment });
  const [pair, setPair] = useState(usual ?? { from: environment, to: environment });
  const [isPromoting, setIsPromoting] = useState(false);
  const mayPromote = useMayChange()(pair.to);
  const { data: comparison, error, refetch } = useFlagComparison(project.id, pair, flag.id);
  if (isPromoting && comparison != null) {
    return <PromoteDialog projectId={project.id} pair={pair} flags={[comparison]} onClose={onClose} />;
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={`Compare ${flag.name}`}
      description={`What would change if it became in ${pair.to} what it is in ${pair.from}.`}
    >
      <DialogBody className="flex flex-col gap-4">
        <EnvironmentPairFields environments={project.environments} pair={pair} onChange={setPair} />
        <HeldBackNote className="" reach={pair.to} />
        {comparison === undefined && error !== null && (
          <ErrorState error={error} what="the comparison" onRetry={refetch} />
        )}
        {comparison === undefined && error === null && (
          <LoadingRegion>
            <Skeleton className="h-32 w-full" />
          </LoadingRegion>
        )}
        {comparison === null && <p className="text-base text-ink">It is the same in both.</p>}
        {comparison != null && <DifferenceDetails comparison={comparison} pair={pair} segments={segments} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Close</Button>
        {mayPromote && (
          <Button variant="primary" disabled={comparison == null} onClick={() => setIsPromoting(true)}>
            Promote to {pair.to}…
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
