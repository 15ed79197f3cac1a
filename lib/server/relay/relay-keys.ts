import type { RelayKey } from "@/lib/env";
import { adoptKeys } from "../auth/known-keys";
import type { ApiKeyRow } from "../store/api-keys";

const scopes = { client: "flags:evaluate", evaluate: "flags:evaluate", ruleset: "flags:ruleset" } as const;

/** Their age, in milliseconds. They are valid as long as the settings are: nobody reads them again. */
const NEVER_OLD = Number.NEGATIVE_INFINITY;

/** Admits the keys from the settings, for one project and environment. */
export function admitKeys(keys: readonly RelayKey[], projectId: string, environment: string): void {
  const rows = keys.map(({ kind, hash }): ApiKeyRow => {
    const name = `relay ${hash.slice(0, 8)}`;
    return {
      ...{ id: idOf(hash), name, keyPrefix: name, keyHash: Uint8Array.from(Buffer.from(hash, "hex")) },
      ...{ kind: kind === "client" ? "client" : "server", scopes: [scopes[kind]] },
      ...{ isRestricted: true, projectIds: [projectId], environments: [environment], allowedOrigins: [] },
      ...{ expiresAt: null, revokedAt: null, replacedAt: null, replaces: null, lastUsedAt: null },
      createdAt: new Date(0),
    };
  });
  adoptKeys(rows, NEVER_OLD);
}

/** An id that is the same after each start, because the addresses of event streams contain it. */
const idOf = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join("-");
