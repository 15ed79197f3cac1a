import { Hourglass, Star } from "lucide-react";
import { memo } from "react";
import type { NamedEnvironment } from "@/components/environments/api";
import { actorName } from "@/components/history/words/phrase";
import { Badge } from "@/components/ui/badge";
import { IconButton, TextButton } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { cn } from "@/components/ui/cn";
import { RowSelect } from "@/components/ui/list/selection";
import { PageLink } from "@/components/ui/page/page-header";
import { RelativeTime } from "@/components/ui/time/time";
import type { ListedFlag } from "@/lib/contract/flag-list";
import type { Project } from "@/lib/contract/project";
import { FlagSwitch } from "../flag-switch";
import type { Waits } from "../requirements/waiting";
import { flagTypeLabels, staleText } from "../words";
import { AudienceCells } from "./audience-cells";

export interface RowActions {
  /** Absent for those who may not change anything. */
  onSelect?: ((flagId: string, isRange: boolean) => void) | undefined;
  onArchive?: ((flag: ListedFlag) => void) | undefined;
  onFavourite: (flagId: string) => void;
}

interface FlagRowProps extends RowActions {
  flag: ListedFlag;
  project: Pick<Project, "slug">;
  /** The project's, in its order. */
  environments: readonly NamedEnvironment[];
  /** What it waits for; absent: nothing. */
  waits: Waits | undefined;
  isSelected: boolean;
  isFavourite: boolean;
}

/**
 * One flag: its state first, then what it is, whom it lets through in each environment, and who changed it last. The
 * whole row leads to its page.
 */
export const FlagRow = memo(function FlagRow(props: FlagRowProps) {
  const { flag, project, environments, waits, isSelected, isFavourite, onSelect, onArchive, onFavourite } = props;
  return (
    <div
      className={cn(
        // What gets the focus comes out from under the head of the list and the bar of what is selected.
        "[&_:is(a,button,input)]:scroll-my-36",
        "relative flex min-h-16 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2.5",
        "transition-colors sm:gap-x-4 lg:flex-nowrap",
        isSelected ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      {onSelect && (
        <RowSelect name={flag.name} isSelected={isSelected} onSelect={(isRange) => onSelect(flag.id, isRange)} />
      )}
      <FlagSwitch flag={flag} />
      <FlagIdentity flag={flag} project={project} onArchive={onArchive && (() => onArchive(flag))} />
      <IconButton
        label={`Favourite: ${flag.name}`}
        aria-pressed={isFavourite}
        className="relative z-1 lg:order-last"
        onClick={() => onFavourite(flag.id)}
      >
        <Star aria-hidden className={isFavourite ? "fill-current text-warning" : undefined} />
      </IconButton>
      <div className="flex w-full min-w-0 flex-col gap-1.5 lg:w-auto lg:flex-row lg:items-center lg:gap-4">
        <AudienceCells flag={flag} environments={environments} waits={waits} />
        <LastChangeCell flag={flag} />
      </div>
    </div>
  );
});

interface FlagIdentityProps extends Pick<FlagRowProps, "flag" | "project"> {
  onArchive: (() => void) | undefined;
}

function FlagIdentity({ flag, project, onArchive }: FlagIdentityProps) {
  const isArchived = flag.status === "archived";
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-w-0 items-center gap-2">
        <PageLink
          href={`/projects/${project.slug}/flags/${encodeURIComponent(flag.key)}`}
          title={flag.name}
          className={cn(
            // As high as a finger or a shaky hand needs it, in a line that is as high as its text.
            "-outline-offset-2! -my-0.5 truncate py-0.5 font-medium text-base after:absolute after:inset-0",
            isArchived ? "text-muted" : "text-ink",
          )}
        >
          {flag.name}
        </PageLink>
        {isArchived && <Badge tone="warning">Archived</Badge>}
        <FlagTags tags={flag.tags} />
      </div>
      <div className="flex min-w-0 items-center gap-1">
        {/* A phone shows no title to hover, and has no room for both. */}
        <code title={flag.key} className="wrap-anywhere font-mono text-muted text-sm sm:truncate">
          {flag.key}
        </code>
        <CopyButton
          text={flag.key}
          label={`Copy key ${flag.key}`}
          className="relative z-1 size-6! pointer-coarse:size-8! [&_svg]:size-3.5!"
        />
        <span className="hidden shrink-0 text-faint text-xs sm:inline">{flagTypeLabels[flag.flag_type]}</span>
      </div>
      <StaleNote flag={flag} onArchive={onArchive} />
    </div>
  );
}

/** More would crowd out the name; all of them stand on the flag's page. */
const SHOWN = 2;

function FlagTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <span className="hidden max-w-[calc(100%-8.5rem)] shrink-0 items-center gap-1.5 sm:flex">
      {tags.slice(0, SHOWN).map((tag) => (
        <Badge key={tag} className="min-w-0 max-w-32 shrink">
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > SHOWN && (
        <span className="shrink-0 text-muted text-xs" title={tags.slice(SHOWN).join(", ")}>
          +{tags.length - SHOWN}
        </span>
      )}
    </span>
  );
}

/** Who changed a flag or its rules last, and when. Who it was is not known once the audit log was shortened. */
function LastChangeCell({ flag }: { flag: Pick<ListedFlag, "last_change" | "updated_at"> }) {
  const { last_change: change, updated_at: updatedAt } = flag;
  const who = change && actorName(change.actor);
  return (
    <p className="flex min-w-0 items-baseline gap-1 text-muted text-sm lg:w-32 lg:shrink-0 lg:flex-col lg:gap-0">
      <span className="sr-only">Last change:</span>
      {who !== undefined && (
        <span title={who} className="truncate lg:w-full">
          {who}
        </span>
      )}
      <RelativeTime instant={change?.at ?? updatedAt} className="shrink-0 text-faint lg:text-xs" />
    </p>
  );
}

interface StaleNoteProps {
  flag: Pick<ListedFlag, "name" | "stale" | "variants">;
  /** Absent for those who may not change anything. */
  onArchive: (() => void) | undefined;
}

/** Why a flag may not be needed any more, with the way to be rid of it. */
function StaleNote({ flag: { name, stale, variants }, onArchive }: StaleNoteProps) {
  if (stale === undefined) return null;
  return (
    <p className="mt-0.5 flex min-w-0 flex-wrap items-center gap-x-2 text-warning text-xs">
      <span className="flex min-w-0 items-center gap-1">
        <Hourglass aria-hidden className="size-3 shrink-0" />
        <span className="wrap-anywhere min-w-0">{staleText(stale, variants)}</span>
      </span>
      {onArchive && (
        <TextButton aria-label={`Archive ${name}…`} className="relative z-1 text-xs!" onClick={onArchive}>
          Archive…
        </TextButton>
      )}
    </p>
  );
}
