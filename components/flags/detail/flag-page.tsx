"use client";

import { useQuery } from "@tanstack/react-query";
import { FolderSearch } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { shownEnvironment } from "@/components/environments/api";
import { EnvironmentTabs } from "@/components/environments/environment-tabs";
import { useCurrentProject } from "@/components/projects/project-context";
import { HeldBackNote } from "@/components/protected/held-back-note";
import { buttonClass } from "@/components/ui/button/button";
import { Card } from "@/components/ui/card";
import { lazy } from "@/components/ui/lazy/lazy";
import { PageLink } from "@/components/ui/page/page-header";
import { EmptyState, ErrorState, LoadingRegion, Skeleton } from "@/components/ui/page/page-states";
import { ServedValue, VariantNames } from "@/components/values/served-value";
import { isApiError } from "@/lib/client/api-error";
import type { Flag } from "@/lib/contract/flag";
import type { ListedFlag } from "@/lib/contract/flag-list";
import { defaultIn, stateIn } from "@/lib/contract/flag-state";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import { flagsQuery, useFlag } from "../api";
import { EnvironmentSwitch } from "../flag-switch";
import { waitsFor } from "../requirements/waiting";
import { EnvironmentView, RulesSkeleton } from "./environment-view";
import { FlagHeader } from "./flag-header";

// Few need others, or are needed by them.
const NeedsSection = lazy(
  () => import("../requirements/needs-section").then((file) => file.NeedsSection),
  NeedsPlaceholder,
);

/** A flag: its head, and its rules in the environment that the address names. */
export function FlagPage({ flagKey }: { flagKey: string }) {
  const project = useCurrentProject();
  const asked = useSearchParams().get("env");
  const { data: flag, error, refetch } = useFlag(project.id, flagKey);
  const environment = shownEnvironment(project, asked);

  if (flag === undefined && isApiError(error, 404)) return <MissingFlag flagKey={flagKey} slug={project.slug} />;
  if (flag === undefined && error !== null) return <ErrorState error={error} what="the flag" onRetry={refetch} />;
  if (flag === undefined) return <FlagPageSkeleton />;
  return (
    <VariantNames variants={flag.variants}>
      <FlagHeader flag={flag} project={project} environment={environment} />
      <EnvironmentTabs project={project} flag={flag} current={environment} />
      {asked !== null && asked !== "" && asked !== environment && (
        <p role="status" className="wrap-anywhere mb-4 text-muted text-sm">
          There is no environment “{asked}” in this project. This is {environment}.
        </p>
      )}
      <HeldBackNote reach={environment} />
      <EnvironmentState flag={flag} environment={environment} />
      {(flag.requires ?? flag.required_by) !== undefined && (
        <NeedsSection flag={flag} project={project} environment={environment} />
      )}
      <EnvironmentView key={environment} flag={flag} project={project} environment={environment} />
    </VariantNames>
  );
}

function MissingFlag({ flagKey, slug }: { flagKey: string; slug: string }) {
  return (
    <EmptyState
      isPage
      icon={FolderSearch}
      title="No such flag"
      description={`There is no flag “${flagKey}” in this project. It may have been deleted.`}
      action={
        <PageLink className={buttonClass("secondary", "md")} href={`/projects/${slug}/flags`}>
          All flags
        </PageLink>
      }
    />
  );
}

interface EnvironmentStateProps {
  flag: Flag;
  environment: string;
}

/** Whether a flag is on in an environment, and the effect of that. */
function EnvironmentState({ flag, environment }: EnvironmentStateProps) {
  const { enabled } = stateIn(flag.environments, environment);
  return (
    <div className="mb-5 flex min-w-0 items-center gap-3">
      <EnvironmentSwitch flag={flag} environment={environment} />
      <p className="wrap-anywhere min-w-0 text-base text-ink">
        <strong className="font-semibold">{enabled ? "On" : "Off"}</strong> in {environment}
        <span className="text-muted">
          {enabled ? (
            <EffectOfOn flag={flag} environment={environment} />
          ) : (
            <EffectOfOff flag={flag} environment={environment} />
          )}
        </span>
      </p>
    </div>
  );
}

function EffectOfOn({ flag, environment }: EnvironmentStateProps) {
  const awaited = useWaitsFor(flag, environment);
  if (flag.status === "archived") return ", once the flag is restored.";
  if (!flag.enabled) return ", once the flag is turned on.";
  if (awaited.length > 0) {
    return `, but waits for ${joinWords(awaited)}: until then everyone gets what they get while it is off.`;
  }
  const where = flag.requires === undefined ? "" : " where it gets what it needs";
  return `: the rules below decide${where}.`;
}

function EffectOfOff({ flag, environment }: EnvironmentStateProps) {
  if (flag.when_disabled === "code_default") return ": applications use the default in their code.";
  return (
    <>
      : everyone gets <ServedValue value={defaultIn(flag, environment)} />, whatever the rules say.
    </>
  );
}

/** The required flags that a flag waits for in an environment. None until it is known. */
function useWaitsFor(flag: Flag, environment: string): readonly string[] {
  const { data: flags } = useQuery({ ...flagsQuery(flag.project_id), enabled: flag.requires !== undefined });
  return useMemo(
    () => waitsFor(flag, new Map(flags?.map((each) => [each.key, each])), environment),
    [flag, flags, environment],
  );
}

/** The placeholder of a flag's page, in its later size. */
function FlagPageSkeleton() {
  return (
    <LoadingRegion>
      <Skeleton className="h-4 w-12" />
      <Skeleton className="mt-2 h-7 w-64" />
      <Skeleton className="mt-2 h-5 w-40" />
      <Skeleton className="mt-6 h-9 w-full max-w-sm" />
      <div className="mt-6 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_23rem]">
        <RulesSkeleton />
        <Skeleton className="h-72 w-full rounded-panel" />
      </div>
    </LoadingRegion>
  );
}

/** Stands for the section in its later size, so that nothing moves when that comes. */
function NeedsPlaceholder({ flag: { requires = [], required_by: requiredBy } }: { flag: ListedFlag }) {
  return (
    <Card className="mb-5 animate-pulse">
      <div style={{ height: `${3 + 1.75 * (requires.length + (requiredBy === undefined ? 0 : 1))}rem` }} />
    </Card>
  );
}
