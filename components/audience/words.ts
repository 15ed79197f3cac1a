import type { AudienceCount } from "@/lib/contract/audience";

const number = new Intl.NumberFormat("en");

/** "About 1 in 8 of the 1,000 seen last in production match." */
export function audienceText({ environment, seen, matching, unknown_attributes: unknown }: AudienceCount): string {
  const where = `seen last in ${environment}`;
  if (matching === null) {
    return `How many match is not known: no saved rule in ${environment} uses ${unknown.join(", ")}, so it was not kept.`;
  }
  if (seen === 0) return `Nobody has been seen in ${environment} yet. Applications fill the sample as they ask.`;
  const all = seen === 1 ? `The one ${where}` : `All of the ${number.format(seen)} ${where}`;
  if (matching === seen) return `${all} ${seen === 1 ? "matches" : "match"}.`;
  if (matching === 0)
    return seen === 1 ? `The one ${where} does not match.` : `None of the ${number.format(seen)} ${where} match.`;
  return `${share(matching, seen)} of the ${number.format(seen)} ${where} match.`;
}

/** A small share reads "1 in 8", a larger one is a percentage: "2 in 3" is hard to compare. */
function share(part: number, whole: number): string {
  if (part * 2 <= whole) return `About 1 in ${number.format(Math.round(whole / part))}`;
  return `About ${Math.min(99, Math.round((100 * part) / whole))} %`;
}
