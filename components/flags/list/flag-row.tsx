import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page/page-link";
import type { ListedFlag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { FlagSwitch } from "../flag-switch";
import { flagTypeLabels } from "../flag-type-labels";
import { RuleCounts } from "./rule-counts";

/** More would crowd out the name; all of them stand on the flag's page. */
const SHOWN_TAGS = 2;

interface FlagRowProps {
  flag: ListedFlag;
  project: Pick<Project, "slug" | "environments">;
}

/** One flag: its state first, then what it is, then where it has rules. The whole row leads to its page. */
export const FlagRow = memo(function FlagRow({ flag, project }: FlagRowProps) {
  const isArchived = flag.status === "archived";
  return (
    <div className="relative flex min-h-16 items-center gap-3 border-line border-b px-4 py-2.5 transition-colors hover:bg-hover sm:gap-4">
      <FlagSwitch flag={flag} />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <PageLink
            href={`/projects/${project.slug}/flags/${encodeURIComponent(flag.key)}`}
            className={cn(
              "-outline-offset-2! truncate font-medium text-base after:absolute after:inset-0",
              isArchived ? "text-muted" : "text-ink",
            )}
          >
            {flag.name}
          </PageLink>
          {isArchived && <Badge tone="warning">Archived</Badge>}
          <FlagTags tags={flag.tags} />
        </div>
        <div className="flex min-w-0 items-center gap-1">
          <code className="truncate font-mono text-muted text-sm">{flag.key}</code>
          <CopyButton
            text={flag.key}
            label={`Copy key ${flag.key}`}
            className="relative z-1 size-6! pointer-coarse:size-8! [&_svg]:size-3.5!"
          />
        </div>
      </div>
      <span className="hidden w-14 shrink-0 text-muted text-sm md:block">{flagTypeLabels[flag.flag_type]}</span>
      <RuleCounts counts={flag.rule_counts ?? {}} environments={project.environments} />
    </div>
  );
});

function FlagTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="hidden shrink-0 items-center gap-1.5 sm:flex">
      {tags.slice(0, SHOWN_TAGS).map((tag) => (
        <Badge key={tag} className="max-w-32">
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > SHOWN_TAGS && (
        <span className="text-muted text-xs" title={tags.slice(SHOWN_TAGS).join(", ")}>
          +{tags.length - SHOWN_TAGS}
        </span>
      )}
    </span>
  );
}
