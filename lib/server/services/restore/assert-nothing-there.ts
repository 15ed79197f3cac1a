import { ServiceError } from "../../service-error";
import type { WriteContext } from "../write-context";

/** A resource that does not exist matches no ETag, not even `*`. @throws ServiceError 412 */
export function assertNothingThere({ ifMatch }: Pick<WriteContext, "ifMatch">): void {
  if (ifMatch !== null) throw new ServiceError("stale", "The resource is not there", { current: null });
}
