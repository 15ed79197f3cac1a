import { CalendarClock } from "lucide-react";
import { Viewers } from "@/components/live/viewers";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { lazy } from "@/components/ui/lazy/lazy";
import { PageHeader } from "@/components/ui/page/page-header";
import { PageLink } from "@/components/ui/page/page-link";
import { ServedValue } from "@/components/values/served-value";
import type { Flag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { FlagSwitch } from "../flag-switch";
import { flagTypeLabels } from "../words";
import { FlagMenu } from "./flag-menu";

// Few flags are scheduled.
const LocalTime = lazy(() => import("@/components/ui/time/local-time").then((file) => file.LocalTime));

interface FlagHeaderProps {
  flag: Flag;
  project: Project;
  /** The one whose rules are below. */
  environment: string;
}

/** What a flag is, whether it is on, and what can be done with it as a whole. */
export function FlagHeader({ flag, project, environment }: FlagHeaderProps) {
  return (
    <>
      <PageHeader
        breadcrumb={
          <PageLink
            href={`/projects/${project.slug}/flags`}
            className="underline-offset-2 hover:text-ink hover:underline"
          >
            Flags
          </PageLink>
        }
        title={flag.name}
        description={
          <div className="flex flex-col gap-1.5">
            {flag.description !== null && flag.description !== "" && (
              <p className="wrap-anywhere max-w-prose">{flag.description}</p>
            )}
            <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <span className="flex min-w-0 items-center gap-0.5">
                <code className="wrap-anywhere min-w-0 font-mono text-sm">{flag.key}</code>
                <CopyButton text={flag.key} label="Copy key" />
              </span>
              <Badge>{flagTypeLabels[flag.flag_type]}</Badge>
              {flag.status === "archived" && <Badge tone="warning">Archived</Badge>}
              {flag.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </div>
          </div>
        }
        actions={
          <>
            <Viewers projectId={project.id} flagId={flag.id} />
            <span aria-hidden className="text-base text-muted">
              {flag.enabled ? "On" : "Off"}
            </span>
            <FlagSwitch flag={flag} />
            <FlagMenu flag={flag} project={project} environment={environment} />
          </>
        }
      />
      <FlagState flag={flag} />
    </>
  );
}

/** Said in words when the rules below have no effect now, or will have one later. */
function FlagState({ flag }: { flag: Flag }) {
  const isArchived = flag.status === "archived";
  if (flag.enabled && !isArchived) return null;
  return (
    <div className="-mt-1 mb-5 flex flex-col gap-1 rounded-panel border border-line bg-panel px-4 py-2.5 text-base text-ink">
      <p className="wrap-anywhere">
        {isArchived ? "This flag is archived" : "This flag is off"}:{" "}
        {flag.when_disabled === "code_default" ? (
          "applications use the default in their code"
        ) : (
          <>
            everyone gets <ServedValue value={flag.default_value.value} />
          </>
        )}{" "}
        in every environment, whatever the rules say.
      </p>
      {flag.scheduled_at !== null && !isArchived && (
        <p className="flex items-center gap-1.5 text-muted text-sm">
          <CalendarClock aria-hidden className="size-4 shrink-0" />
          <span>
            It turns itself on at <LocalTime instant={flag.scheduled_at} />.
          </span>
        </p>
      )}
    </div>
  );
}
