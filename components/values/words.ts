import { servedText } from "@/components/sentence/parts";
import type { Variant } from "@/lib/contract/variant";
import { cut } from "@/lib/targeting/analysis/sentences/words";

/** "Green (#0f0)"; a variant that is called as its value reads is said once. */
export function variantText({ name, value }: Pick<Variant, "name" | "value">): string {
  const text = servedText(value);
  return name === text ? name : `${cut(name)} (${text})`;
}
