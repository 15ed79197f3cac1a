"use client";

import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/button/copy-button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { CardList } from "@/components/ui/list/card-list";
import { PageLink } from "@/components/ui/page/page-link";
import { LoadingRegion, Skeleton } from "@/components/ui/page/skeleton";
import type { ListedFlag } from "@/lib/contract/flag";
import type { Project } from "@/lib/contract/project";
import { FlagSwitch } from "../flag-switch";
import { flagTypeLabels } from "../words";

const ROW_HEIGHT = 65;

export function FlagList({ flags, project }: { flags: readonly ListedFlag[]; project: Project }) {
  return (
    <CardList
      label="Flags"
      items={flags}
      estimatedHeight={ROW_HEIGHT}
      renderRow={(flag) => <FlagRow flag={flag} project={project} />}
    />
  );
}

/** More would crowd out the name; all of them stand on the flag's page. */
const SHOWN_TAGS = 2;

interface FlagRowProps {
  flag: ListedFlag;
  project: Pick<Project, "slug" | "environments">;
}

/** One flag: its state first, then what it is, then where it has rules. The whole row leads to its page. */
const FlagRow = memo(function FlagRow({ flag, project }: FlagRowProps) {
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

/** A project may have twenty environments; the first are the ones that matter. */
const SHOWN = 3;

interface RuleCountsProps {
  /** Rules by environment; one without rules may be left out. */
  counts: Readonly<Record<string, number>>;
  /** The project's, in its order. */
  environments: readonly string[];
}

const inWords = (count: number): string => (count === 1 ? "1 rule" : `${count} rules`);

/** How many rules a flag has in each environment. On a phone, how many in all. */
function RuleCounts({ counts, environments }: RuleCountsProps) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <span className="shrink-0 text-muted text-sm tabular-nums lg:hidden">{inWords(total)}</span>
      <dl className="hidden w-84 shrink-0 grid-cols-3 gap-3 lg:grid">
        {environments.slice(0, SHOWN).map((environment) => {
          const count = counts[environment] ?? 0;
          return (
            <div key={environment} className="min-w-0 text-right">
              <dt className="truncate text-faint text-xs">{environment}</dt>
              <dd className={cn("text-sm tabular-nums", count === 0 ? "text-faint" : "text-ink")}>{inWords(count)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const NAME_WIDTHS = ["w-40", "w-52", "w-36", "w-44", "w-48", "w-32", "w-44", "w-40"];

export function FlagListSkeleton() {
  return (
    <LoadingRegion label="Loading flags">
      <Skeleton className="mb-3 h-8 w-full sm:w-72" />
      <Card>
        {NAME_WIDTHS.map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={index} className="flex min-h-16 items-center gap-4 border-line border-b px-4 last:border-b-0">
            <Skeleton className="h-5 w-9 rounded-full" />
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className={`h-4 ${width}`} />
              <Skeleton className="h-3 w-28" />
            </div>
            <Skeleton className="hidden h-4 w-72 lg:block" />
          </div>
        ))}
      </Card>
    </LoadingRegion>
  );
}
