import type { GuardName } from "@/lib/contract/guard";
import type { AuditContext } from "../store/audit";
import type { Limit } from "./seen";

/** What a write needs to know about its request. */
export interface WriteContext extends AuditContext {
  /** The request's If-Match; null when it set no condition. */
  ifMatch: string | null;
  /** The guards that must allow the write; absent: none. */
  guard?: readonly GuardName[] | undefined;
  /** The environments that the caller sees; absent: all. */
  limit?: Limit;
}
