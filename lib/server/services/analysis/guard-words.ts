import type { GuardName, GuardRefusal } from "@/lib/contract/guard";
import type { Doubt } from "@/lib/targeting/analysis/search/search";

export type Place = Pick<GuardRefusal, "flag_id" | "flag_key" | "environment">;

export const at = ({ flag_key: key, environment }: Place): string => `${key} in ${environment}`;

const doubts: Record<Doubt, string> = {
  opaque: "a pattern, or a mix of conditions on one attribute, is beyond what can be proven",
  budget: "there is too much to search",
};

const questions: Record<GuardName, string> = {
  no_new_exposure: "whether anybody gets a new value",
  expectations: "whether every test user gets what is expected",
};

/** A guard also refuses when it could not find out. */
export function unknownRefusal(name: GuardName, place: Place, because: Doubt): GuardRefusal {
  const sentence = `${at(place)}: not known ${questions[name]}, because ${doubts[because]}`;
  return { name, reason: "unknown", ...place, sentence, because };
}
