import { servedText } from "@/components/sentence/parts";
import type { Staleness } from "@/lib/contract/flag-list";
import type { FlagType } from "@/lib/contract/flag-value";
import type { Requirement } from "@/lib/contract/requirement";
import type { Variant } from "@/lib/contract/variant";
import { cut } from "@/lib/targeting/analysis/sentences/words";
import { jsonKey } from "@/lib/targeting/values";

/** How the pages call the types. */
export const flagTypeLabels: Record<FlagType, string> = {
  boolean: "On/off",
  string: "Text",
  number: "Number",
  json: "JSON",
};

/** Names that are told; the others are counted. */
const SHOWN_VARIANTS = 8;

/** "Blue, Green and 3 more". */
export function variantNamesText(variants: readonly Variant[]): string {
  const shown = variants.slice(0, SHOWN_VARIANTS).map(({ name }) => cut(name, 40));
  const more = variants.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// In UTC, so that the server and the browser write the same.
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "Nobody has asked for it since 12 March 2026". @param variants of the flag */
export function staleText(
  { reason, since, environment, value_text: text }: Staleness,
  variants: readonly Variant[] = [],
): string {
  const date = day.format(new Date(since));
  if (reason === "not_evaluated") return `Nobody has asked for it since ${date}`;
  // Of a long value there is a digest, which is no variant's.
  const value = variants.find((variant) => jsonKey(variant.value) === text)?.name ?? text;
  return `Everyone in ${environment ?? ""} has got ${value ?? "the default in their code"} since ${date}`;
}

/** "1 flag", "40 flags". */
export const countFlags = (count: number): string => (count === 1 ? "1 flag" : `${count.toLocaleString("en")} flags`);

/** Whether flagd's providers, which evaluate in the application, get a flag. @param leftOut why they do not */
export const flagdSentence = (leftOut: { why: string } | null): string =>
  leftOut === null
    ? "flagd’s providers, which evaluate in the application, get this flag."
    : `flagd’s providers, which evaluate in the application, do not get this flag: ${leftOut.why}.`;

/** What another flag must give: `checkout is on`, `layout gives "wide"`. */
export const requirementText = ({ flag, variant, value }: Requirement): string =>
  variant === undefined ? `${flag} gives ${servedText(value ?? null)}` : `${flag} is ${variant}`;

/** What is stored of it; undefined for what is none. */
export function requirementOf(stored: unknown): Requirement | undefined {
  const { flag, variant, value } = Object(stored);
  if (typeof flag !== "string") return undefined;
  return typeof variant === "string" ? { flag, variant } : { flag, value };
}
