"use client";

import { Flag as FlagIcon, GitCompareArrows, Plus } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useSyncExternalStore } from "react";
import { useMe } from "@/components/account/api";
import { usePermissions } from "@/components/account/permissions";
import { useUrlParameters } from "@/components/layout/use-url-parameters";
import { useCurrentProject } from "@/components/projects/project-context";
import { Button, buttonClass } from "@/components/ui/button/button";
import { lazyDialog } from "@/components/ui/dialog/dialog";
import { focusPage } from "@/components/ui/focus";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState } from "@/components/ui/page/page-states";
import { Listeners } from "@/lib/client/store";
import { useFlags } from "../api";
import { FlagFilters, filterFlags, isUnfiltered, NO_FILTER, readFlagFilter, tagsOf } from "./flag-filters";
import { FlagListSkeleton, FlagTable } from "./flag-list";

const CreateFlagDialog = lazyDialog(() => import("./create-flag-dialog").then((module) => module.CreateFlagDialog));

/** The flags of a project. What is searched for and whether a new one is being made stand in the address. */
export function FlagsPage() {
  const project = useCurrentProject();
  const { canWrite } = usePermissions();
  const { data: flags, error, refetch } = useFlags(project.id);
  const { parameters, change } = useUrlParameters();
  const filter = readFlagFilter(parameters);
  const applied = useDeferredValue(filter);
  const favourites = useFavourites();
  const show = (filter: typeof NO_FILTER | { status: "archived" }) => {
    change(filter);
    focusPage();
  };

  const content = () => {
    if (flags === undefined) {
      return error === null ? <FlagListSkeleton /> : <ErrorState error={error} what="the flags" onRetry={refetch} />;
    }
    if (flags.length === 0) return <NoFlags canWrite={canWrite} onCreate={() => change({ new: "1" })} />;
    const shown = filterFlags(flags, applied, favourites.ids);
    return (
      <>
        <FlagFilters
          filter={filter}
          tags={tagsOf(flags)}
          hasStale={flags.some(({ stale }) => stale !== undefined)}
          shown={shown.length}
          projectId={project.id}
          onChange={change}
        />
        {shown.length === 0 && isUnfiltered(applied) ? (
          <EmptyState
            title="All flags are archived"
            description="Archived flags are hidden unless they are asked for."
            action={<Button onClick={() => show({ status: "archived" })}>Show them</Button>}
          />
        ) : shown.length === 0 ? (
          <EmptyState
            title="No flags match"
            description={
              applied.isFavourite && favourites.ids.size === 0
                ? "You have no favourites in this browser: press the star of a flag to make it one."
                : "Nothing matches your search and filters."
            }
            action={<Button onClick={() => show(NO_FILTER)}>Clear search and filters</Button>}
          />
        ) : (
          <FlagTable flags={shown} project={project} favourites={favourites.ids} onFavourite={favourites.toggle} />
        )}
      </>
    );
  };

  return (
    <>
      <PageHeader
        title="Flags"
        description="What can be turned on, for whom, in each environment."
        actions={
          <>
            {project.environments.length > 1 && (
              <PageLink href={`/projects/${project.slug}/compare`} className={buttonClass("secondary", "md")}>
                <GitCompareArrows aria-hidden />
                <span>
                  Compare<span className="max-sm:sr-only"> environments</span>
                </span>
              </PageLink>
            )}
            {canWrite && (
              <Button variant="primary" data-page-create onClick={() => change({ new: "1" })}>
                <Plus aria-hidden /> New flag
              </Button>
            )}
          </>
        }
      />
      {content()}
      {canWrite && parameters.has("new") && (
        <CreateFlagDialog project={project} onClose={() => change({ new: null })} />
      )}
    </>
  );
}

function NoFlags({ canWrite, onCreate }: { canWrite: boolean; onCreate: () => void }) {
  return (
    <EmptyState
      icon={FlagIcon}
      title="No flags yet"
      description="A flag is something your product can turn on for some people and not for others: a feature, a text, a
        limit."
      action={
        canWrite && (
          <Button variant="primary" onClick={onCreate}>
            <Plus aria-hidden /> Create the first flag
          </Button>
        )
      }
    />
  );
}

/** The most favourites of a person. The oldest go when there are more. */
const MOST = 500;

const storageKey = (memberId: string): string => `guidon:favourite-flags:${memberId}`;
const listeners = new Listeners();

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "[]";
  } catch {
    // Storage may be forbidden; then there are no favourites.
    return "[]";
  }
}

function parse(text: string): string[] {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function write(key: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids.slice(-MOST)));
  } catch {
    return;
  }
  listeners.tell();
}

function subscribe(listener: () => void) {
  const unsubscribe = listeners.subscribe(listener);
  // Another tab's.
  window.addEventListener("storage", listener);
  return () => {
    unsubscribe();
    window.removeEventListener("storage", listener);
  };
}

interface Favourites {
  ids: ReadonlySet<string>;
  toggle: (flagId: string) => void;
}

/** The favourite flags of the signed-in person in every project, stored only in this browser. */
function useFavourites(): Favourites {
  const { data: me } = useMe();
  const key = storageKey(me?.id ?? "");
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => "[]",
  );
  const toggle = useCallback(
    (flagId: string) => {
      const ids = parse(read(key));
      write(key, ids.includes(flagId) ? ids.filter((id) => id !== flagId) : [...ids, flagId]);
    },
    [key],
  );
  return { ids: useMemo(() => new Set(parse(text)), [text]), toggle };
}
