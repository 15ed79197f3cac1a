import { LastAsked } from "@/components/evaluations/last-asked";
import { Viewers } from "@/components/live/viewers";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { PageHeader, PageLink } from "@/components/ui/page/page-header";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { flagTypeLabels, variantNamesText } from "../words";
import { FlagMenu } from "./flag-menu";
import { FlagState } from "./flag-state";

interface FlagHeaderProps {
  flag: ListedFlag;
  project: Project;
  /** The one whose rules are below. */
  environment: string;
}

/** What a flag is, whether it is off everywhere, and what can be done with it as a whole. */
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
              <LastAsked flag={flag} environment={environment} />
            </div>
            {flag.variants !== undefined && (
              <p className="wrap-anywhere text-sm">
                Variants: <span className="text-ink">{variantNamesText(flag.variants)}</span>
              </p>
            )}
          </div>
        }
        actions={
          <>
            <Viewers projectId={project.id} flagId={flag.id} />
            <FlagMenu flag={flag} project={project} environment={environment} />
          </>
        }
      />
      <FlagState flag={flag} environment={environment} />
    </>
  );
}
