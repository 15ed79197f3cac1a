import type { NamedEnvironment } from "@/components/environments/api";
import { EnvironmentTitle } from "@/components/environments/environment-title";
import { cn } from "@/components/ui/cn";
import type { Waits } from "../../requirements/waiting";
import { type AudienceFlag, type EnvironmentAudience, environmentAudience } from "../environment-audience";

/** A project may have twenty environments; the first are the ones that matter. */
const SHOWN = 3;

export const shownEnvironments = (environments: readonly NamedEnvironment[]) => environments.slice(0, SHOWN);

/** The width of the columns where each environment has one. */
export const audienceColumns = "lg:w-108 lg:shrink-0 lg:grid-cols-3 2xl:w-152";

interface AudienceCellsProps {
  flag: AudienceFlag;
  /** The project's, in its order. */
  environments: readonly NamedEnvironment[];
  /** The flags that it waits for, by environment. */
  waits: Waits | undefined;
}

/** How much of each environment a flag lets through. Where there is no room for columns, a line each. */
export function AudienceCells({ flag, environments, waits }: AudienceCellsProps) {
  const more = environments.slice(SHOWN);
  return (
    <dl className={cn("grid w-full gap-x-4 gap-y-1 sm:grid-cols-3", audienceColumns)}>
      {shownEnvironments(environments).map((environment) => (
        <AudienceCell
          key={environment.name}
          environment={environment}
          audience={environmentAudience(flag, environment.name, waits?.get(environment.name))}
        />
      ))}
      {more.length > 0 && <MoreEnvironments flag={flag} environments={more} waits={waits} />}
    </dl>
  );
}

interface AudienceCellProps {
  environment: NamedEnvironment;
  audience: EnvironmentAudience;
}

function AudienceCell({ environment, audience }: AudienceCellProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 sm:flex-col sm:items-stretch sm:gap-1">
      <dt className="w-24 shrink-0 text-faint text-xs sm:w-auto lg:sr-only">
        <EnvironmentTitle environment={environment} />
      </dt>
      <dd className="flex min-w-0 flex-1 items-center gap-2 sm:flex-none sm:flex-col sm:items-stretch sm:gap-1">
        <span
          // Cut where there is no room.
          title={audience.text}
          className={cn("wrap-anywhere order-last line-clamp-2 text-sm leading-4 sm:order-first", toneOf(audience))}
        >
          {audience.text}
        </span>
        <AudienceBar audience={audience} />
      </dd>
    </div>
  );
}

const toneOf = ({ state }: EnvironmentAudience): string =>
  state === "off" || state === "nobody" ? "text-faint" : "text-ink";

/** How much of the people is let through; the words beside it say whom. Striped: of some, who are not counted. */
function AudienceBar({ audience: { state, share, isOfSome } }: { audience: EnvironmentAudience }) {
  return (
    <span
      aria-hidden
      className={cn(
        "h-1.5 w-16 shrink-0 overflow-hidden rounded-full sm:w-full",
        state === "off" ? "border border-line-strong border-dashed" : "bg-line-strong",
      )}
    >
      {share > 0 && (
        <span
          className={cn("block h-full rounded-full", isOfSome ? "audience-some" : "bg-accent-solid")}
          // What is there can be seen, however little it is.
          style={{ width: `max(${share}%, 3px)` }}
        />
      )}
    </span>
  );
}

/** Those for which there is no column and that let somebody through. */
function MoreEnvironments({ flag, environments, waits }: AudienceCellsProps) {
  const told = environments.map(({ name, title }) => ({ title, ...environmentAudience(flag, name, waits?.get(name)) }));
  const open = told.filter(({ share }) => share > 0);
  if (open.length === 0) return null;
  return (
    <div className="flex min-w-0 gap-1 text-muted text-xs sm:col-span-3">
      <dt className="shrink-0">and in</dt>
      <dd title={open.map(({ title, text }) => `${title}: ${text}`).join("\n")} className="truncate">
        {open.map(({ title }) => title).join(", ")}
      </dd>
    </div>
  );
}
