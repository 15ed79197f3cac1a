"use client";

import { useMe } from "@/components/account/api";
import { actorName } from "./actor-name";
import { useAudit } from "./api";

/** A person or a key: the name in audit entries, and a name to show. */
export interface KnownActor {
  readonly name: string;
  readonly label: string;
}

/** The people and keys to filter by: the signed-in person, those with recent changes, and the one in the address. */
export function useKnownActors(projectId: string, current: string | undefined): KnownActor[] {
  const { data: me } = useMe();
  const { data } = useAudit(projectId);
  const recent = data?.pages.flatMap((page) => page.data.map(({ actor }) => actor)) ?? [];
  const labels = new Map<string, string>();
  for (const name of [me?.email, current]) if (name) labels.set(name, name === me?.email ? me.name : name);
  for (const actor of recent) labels.set(actor.name, actorName(actor));
  return [...labels].map(([name, label]) => ({ name, label })).sort((a, b) => (a.label < b.label ? -1 : 1));
}
