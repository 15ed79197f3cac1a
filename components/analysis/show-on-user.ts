import type { JsonObject } from "@/lib/contract/json";
import type { Witness } from "@/lib/targeting/analysis/inquiry";

/** Puts a witness into test-a-user, and brings the panel into sight where it is below everything else. */
export async function showOnUser(projectId: string, witness: Witness, panel: HTMLElement | null): Promise<void> {
  const { tryContext } = await import("@/components/test-user/tried-context");
  // It is made of what JSON conditions hold.
  tryContext(projectId, witness as JsonObject);
  if (panel !== null && panel.getBoundingClientRect().top > window.innerHeight / 2) panel.scrollIntoView();
}
