"use client";

import { History } from "lucide-react";
import { useMemo } from "react";
import { useFlags } from "@/components/flags/api";
import { useCurrentProject } from "@/components/projects/project-context";
import { useSegments } from "@/components/segments/api";
import { Button } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/page/empty-state";
import { PageHeader } from "@/components/ui/page/page-header";
import { ErrorState, PageSkeleton } from "@/components/ui/page/page-states";
import { describeError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import { isFiltered, useAudit } from "./api";
import { AuditFilters } from "./audit-filters";
import { EntryList } from "./entry-list";
import { useKnownActors } from "./known-actors";
import { useAuditFilter } from "./use-audit-filter";
import type { KnownNames } from "./words/phrase";

/** Of a page that others' changes came in the way of. */
const OLDER_TRIES = 10;

/** Who changed what in the project, newest first. */
export function HistoryPage() {
  const { id: projectId, environments } = useCurrentProject();
  const [filter, setFilter] = useAuditFilter();
  const { data: flags = [], isPending: areFlagsPending } = useFlags(projectId);
  const { data: segments = [] } = useSegments(projectId);
  const actors = useKnownActors(projectId, filter.actor);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useAudit(
    projectId,
    filter,
  );
  const names = useMemo(
    () => ({ flags: namesById(flags), segments: namesById(segments), variants: variantsById(flags) }),
    [flags, segments],
  );
  // Not before the names of the flags that they speak of: a row would grow when its name came.
  const entries = areFlagsPending ? undefined : data?.pages.flatMap((page) => page.data);

  /** What is read anew as somebody changes something takes the place of a page that was under way: it is asked again. */
  const showOlder = async () => {
    const shown = data?.pages.length ?? 0;
    for (let tries = 0; tries < OLDER_TRIES; tries += 1) {
      const now = await fetchNextPage({ cancelRefetch: false });
      if (now.isError || !now.hasNextPage || (now.data?.pages.length ?? 0) > shown) return;
    }
  };

  return (
    <>
      <PageHeader title="History" description="Who changed what, and when. It cannot be edited." />
      <AuditFilters
        filter={filter}
        flags={flags}
        segments={segments}
        environments={environments}
        actors={actors}
        onChange={setFilter}
      />
      {entries === undefined && error === null && <PageSkeleton isHeaderShown={false} />}
      {entries === undefined && error !== null && <ErrorState error={error} what="the history" onRetry={refetch} />}
      {entries?.length === 0 && (
        <Card>
          <EmptyState
            icon={History}
            title={isFiltered(filter) ? "Nothing matches" : "Nothing has changed yet"}
            description={
              isFiltered(filter) ? "Choose another filter, or clear them." : "Every change will be listed here."
            }
          />
        </Card>
      )}
      {entries !== undefined && entries.length > 0 && <EntryList entries={entries} names={names} />}
      {entries !== undefined && hasNextPage && (
        <div className="mt-4 flex flex-col items-center gap-2">
          <Button isBusy={isFetchingNextPage} onClick={() => void showOlder()}>
            Show older changes
          </Button>
          <p role="alert" className="text-danger text-sm empty:hidden">
            {isFetchNextPageError && describeError(error, "load older changes")}
          </p>
        </div>
      )}
    </>
  );
}

const namesById = (items: readonly { id: string; name: string }[]): ReadonlyMap<string, string> =>
  new Map(items.map(({ id, name }) => [id, name]));

const variantsById = (flags: readonly Pick<Flag, "id" | "variants">[]): KnownNames["variants"] =>
  new Map(flags.flatMap(({ id, variants }) => (variants === undefined ? [] : [[id, variants] as const])));
