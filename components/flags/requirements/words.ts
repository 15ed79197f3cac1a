import { servedText } from "@/components/sentence/parts";
import type { Requirement } from "@/lib/contract/requirement";

/** What another flag must give: `checkout is on`, `layout gives "wide"`. */
export const requirementText = ({ flag, variant, value }: Requirement): string =>
  variant === undefined ? `${flag} gives ${servedText(value ?? null)}` : `${flag} is ${variant}`;

/** What is stored of it; undefined for what is none. */
export function requirementOf(stored: unknown): Requirement | undefined {
  const { flag, variant, value } = Object(stored);
  if (typeof flag !== "string") return undefined;
  return typeof variant === "string" ? { flag, variant } : { flag, value };
}
