"use client";

import { useMe } from "@/components/account/api";
import { actorName } from "./actor-name";
import { useAudit } from "./api";

/** Somebody, or a key, by the name that entries say and as people call them. */
export interface KnownActor {
  readonly name: string;
  readonly label: string;
}

/** Who can be filtered by: the person, whoever made a recent change, and whoever the address names. */
export function useKnownActors(projectId: string, current: string | undefined): KnownActor[] {
  const { data: me } = useMe();
  const { data } = useAudit(projectId);
  const recent = data?.pages.flatMap((page) => page.data.map(({ actor }) => actor)) ?? [];
  const labels = new Map<string, string>();
  for (const name of [me?.email, current]) if (name) labels.set(name, name === me?.email ? me.name : name);
  for (const actor of recent) labels.set(actor.name, actorName(actor));
  return [...labels].map(([name, label]) => ({ name, label })).sort((a, b) => (a.label < b.label ? -1 : 1));
}
