import type { SetViewer } from "@/lib/contract/change";
import type { Caller } from "../auth/caller";
import { changeStreams } from "../live/changes/change-stream";
import { announce } from "../store/notices";
import { db } from "../store/transaction";
import { assertProjectExists } from "./assert-project";

/**
 * Notes which flag a member's page shows, and tells the other instances. It is kept in memory, for a minute.
 * @throws ServiceError 404 when there is no such project.
 */
export async function setViewer(input: SetViewer, { actor, name }: Caller): Promise<void> {
  await assertProjectExists(input.project_id);
  // Only members come here, and they have an id.
  const member = actor.id ?? actor.name;
  const viewer = { project: input.project_id, client: input.client_id, member, name, flag: input.flag_id };
  changeStreams().setViewer(viewer);
  await announce(db(), { type: "viewer", ...viewer });
}
