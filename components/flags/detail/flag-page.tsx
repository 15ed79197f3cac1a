"use client";

import { FlagOff } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { shownEnvironment } from "@/components/environments/api";
import { EnvironmentTabs } from "@/components/environments/environment-tabs";
import { useCurrentProject } from "@/components/projects/project-context";
import { HeldBackNote } from "@/components/protected/held-back-note";
import { buttonClass } from "@/components/ui/button/button";
import { lazy } from "@/components/ui/lazy/lazy";
import { EmptyState } from "@/components/ui/page/empty-state";
import { PageLink } from "@/components/ui/page/page-header";
import { ErrorState } from "@/components/ui/page/page-states";
import { VariantNames } from "@/components/values/served-value";
import { isApiError } from "@/lib/client/api-error";
import { useFlag } from "../api";
import { EnvironmentState } from "./environment-state";
import { EnvironmentView } from "./environment-view";
import { FlagHeader } from "./flag-header";
import { FlagPageSkeleton, NeedsPlaceholder } from "./flag-page-skeleton";

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
      icon={FlagOff}
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
