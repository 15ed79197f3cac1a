import type { Actor } from "@/lib/contract/audit";
import type { GuardName } from "@/lib/contract/guard";

/** What a write needs to know of the request behind it. */
export interface WriteContext {
  actor: Actor;
  requestId: string;
  /** The request's If-Match; null when it set no condition. */
  ifMatch: string | null;
  /** Why, in the words of whoever writes. */
  comment?: string | undefined;
  /** The audit entry that the write restores. */
  restores?: string | undefined;
  /** What the write depends on besides; nothing when absent. */
  guard?: readonly GuardName[] | undefined;
}
