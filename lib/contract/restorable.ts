import type { AuditEntry } from "./audit";

/** What restoring an entry does. */
export type RestoreKind =
  /** Creates a deleted rule, flag or segment again. */
  | "deleted"
  /** Restores fields. */
  | "changed"
  /** Restores the order of rules. */
  | "order"
  /** Restores the content of a flag in an environment before a promotion. */
  | "promotion"
  /** Removes rules that were copied to a list, and restores those that they replaced. */
  | "list";

type RestorableEntry = Pick<AuditEntry, "resource_type" | "action" | "before" | "after">;

/** Entries of acts on several flags at once, and of their restoring. */
const PROMOTIONS = new Set(["flag.promoted", "flag.promotion_restored"]);

const RESTORABLE = new Set(["flag", "segment", "rule"]);

/** What restoring an entry would do, as far as the entry tells; or, as a sentence, why it cannot be restored. */
export function restoreKind({
  resource_type: type,
  action,
  before,
  after,
}: RestorableEntry): RestoreKind | { readonly why: string } {
  if (type === "rule_order") return orderKind({ action, after });
  if (!RESTORABLE.has(type)) return { why: "Only changes to flags, segments and rules can be restored" };
  if (before === null) return { why: "There was nothing before it: what was created is deleted in the ordinary way" };
  if (PROMOTIONS.has(action)) return "promotion";
  if (after !== null) return "changed";
  if (type === "flag" && !Array.isArray(Reflect.get(Object(before), "rules"))) {
    return { why: "This entry does not hold the flag's rules" };
  }
  return "deleted";
}

function orderKind({
  action,
  after,
}: Pick<RestorableEntry, "action" | "after">): RestoreKind | { readonly why: string } {
  if (action === "rules.copied" || action === "rules.list_restored") return "list";
  const moved: unknown = Reflect.get(Object(after), "moved");
  if (Array.isArray(moved) && moved.length === 0) return { why: "No rule was moved: they were only numbered anew" };
  return "order";
}
