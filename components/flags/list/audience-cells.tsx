import type { NamedEnvironment } from "@/components/environments/api";
import { EnvironmentTitle } from "@/components/environments/environment-tabs";
import { cn } from "@/components/ui/cn";
import type { Flag } from "@/lib/contract/flag";
import type { Audience, ListedFlag } from "@/lib/contract/flag-list";
import { defaultIn, isOnIn } from "@/lib/contract/flag-state";
import { joinWords } from "@/lib/targeting/words/condition-parts";
import type { Waits } from "../requirements/waiting";

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
      {/* The bars of a row are at one height, whether their words take one line or two. */}
      <dd className="flex min-w-0 flex-1 items-center gap-2 sm:flex-col sm:items-stretch sm:justify-between sm:gap-1">
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

/** Who gets the flag's value in an environment, as a bar and its words. */
interface EnvironmentAudience {
  /** `off`: the rules have no effect. */
  state: "off" | "nobody" | "some" | "everyone";
  /** The filled part of the bar, in percent. */
  share: number;
  /** The percentage applies to part of the people, and how many these are is not known. */
  isOfSome: boolean;
  text: string;
}

export type AudienceFlag = Pick<
  ListedFlag,
  "flag_type" | "default_value" | "enabled" | "status" | "environments" | "audiences"
>;

/**
 * "off", "everyone", "40 % of Large teams".
 * @param waitsFor the keys of flags without which it serves nobody there
 */
export function environmentAudience(
  flag: AudienceFlag,
  environment: string,
  waitsFor: readonly string[] = [],
): EnvironmentAudience {
  if (!isOnIn(flag, environment)) return { state: "off", share: 0, isOfSome: false, text: "off" };
  if (waitsFor.length > 0)
    return { state: "off", share: 0, isOfSome: false, text: `on, but waits for ${joinWords(waitsFor)}` };
  const audience = flag.audiences?.[environment];
  if (audience === undefined) return withoutRules(flag, environment);
  switch (audience.to) {
    case "everyone":
      return EVERYONE;
    case "nobody":
      return { ...NOBODY, text: nobodyText(flag) };
    case "some":
      return {
        state: "some",
        share: audience.percentage ?? 100,
        isOfSome: isOfSome(audience),
        text: peopleText(audience),
      };
    case "all_but_some":
      return {
        state: "some",
        share: isOfSome(audience) ? 100 : 100 - (audience.percentage ?? 100),
        isOfSome: isOfSome(audience),
        text: `all but ${peopleText(audience)}`,
      };
  }
}

const EVERYONE: EnvironmentAudience = { state: "everyone", share: 100, isOfSome: false, text: "everyone" };
const NOBODY = { state: "nobody", share: 0, isOfSome: false } as const;

/** Only on/off flags have "nobody": with other types everyone gets at least the default. */
const nobodyText = ({ flag_type }: Pick<Flag, "flag_type">): string =>
  flag_type === "boolean" ? "nobody" : "the default";

const withoutRules = (flag: AudienceFlag, environment: string): EnvironmentAudience =>
  flag.flag_type === "boolean" && defaultIn(flag, environment) === true
    ? EVERYONE
    : { ...NOBODY, text: nobodyText(flag) };

const isOfSome = ({ segment, attributes }: Audience): boolean => segment !== undefined || attributes !== undefined;

/** "at most 40 % of Large teams, by plan, and 2 more rules". */
function peopleText({
  percentage,
  segment,
  attributes,
  more_rules: more = 0,
  at_most: isAtMost = false,
}: Audience): string {
  const whom = segment?.name ?? (attributes === undefined ? "everyone" : "some");
  const by = attributes === undefined ? "" : `, by ${attributes.join(", ")}`;
  const share = percentage === undefined ? "" : `${percentage} % of `;
  const rest = more === 0 ? "" : `, and ${more === 1 ? "1 more rule" : `${more} more rules`}`;
  // "Some" has no upper bound that could be said.
  const isBounded = isAtMost && (segment !== undefined || share !== "");
  return `${isBounded ? "at most " : ""}${share}${whom}${by}${rest}`;
}
