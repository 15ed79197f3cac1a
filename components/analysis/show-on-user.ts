import { loadCode } from "@/components/ui/lazy/lazy";
import type { JsonObject } from "@/lib/contract/json";
import type { Witness } from "@/lib/targeting/analysis/somebody";

/** Puts a witness into the panel "Test a user", and scrolls to the panel where it stands below everything else. */
export async function showOnUser(projectId: string, witness: Witness, panel: HTMLElement | null): Promise<void> {
  const panels = await loadCode(() => import("@/components/test-users/context/test-context"));
  // Its values come from conditions, so they are JSON.
  panels?.tryContext(projectId, witness as JsonObject);
  if (panel !== null && panel.getBoundingClientRect().top > window.innerHeight / 2) panel.scrollIntoView();
}
