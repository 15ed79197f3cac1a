"use client";

import { useMe } from "./api";

/** Whom to ask for what one may not do oneself: "Ask Ada (ada@example.com) for one." @param what "for one" */
export function AdminsToAsk({ what }: { what: string }) {
  const { data: me } = useMe();
  const names = (me?.admins ?? []).map(({ name, email }) => `${name} (${email})`);
  const whom = names.length === 0 ? "an admin" : new Intl.ListFormat("en", { type: "disjunction" }).format(names);
  return `Ask ${whom} ${what}.`;
}
