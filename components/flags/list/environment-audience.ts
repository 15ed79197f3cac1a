import type { Flag } from "@/lib/contract/flag";
import type { Audience, ListedFlag } from "@/lib/contract/flag-list";
import { defaultIn, isOnIn } from "@/lib/contract/flag-state";
import { joinWords } from "@/lib/targeting/condition-parts";

/** Who gets the flag's value in an environment, as a bar and its words. */
export interface EnvironmentAudience {
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
  return `${isAtMost ? "at most " : ""}${share}${whom}${by}${rest}`;
}
