import { ServiceError } from "../../service-error";
import type { WriteContext } from "../write-context";

/** No tag can be that of something that is not there, and `*` asks for something that is. @throws ServiceError 412 */
export function assertNothingThere({ ifMatch }: Pick<WriteContext, "ifMatch">): void {
  if (ifMatch !== null) throw new ServiceError("stale", "The resource is not there", { current: null });
}
