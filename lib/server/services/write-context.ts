import type { GuardName } from "@/lib/contract/guard";
import type { AuditContext } from "../store/audit";
import type { Limit } from "./seen";

/** What a write needs to know of the request behind it. */
export interface WriteContext extends AuditContext {
  /** The request's If-Match; null when it set no condition. */
  ifMatch: string | null;
  /** What the write depends on besides; nothing when absent. */
  guard?: readonly GuardName[] | undefined;
  /** What the caller sees of what is written; all of it when absent. */
  limit?: Limit;
}
