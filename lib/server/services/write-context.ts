import type { Actor } from "@/lib/contract/audit";

/** What a write needs to know of the request behind it. */
export interface WriteContext {
  actor: Actor;
  requestId: string;
  /** The request's If-Match; null when it set no condition. */
  ifMatch: string | null;
}
