import { getEnv } from "@/lib/env";

/** Whether this process is a relay: another Guidon replaces its database. */
export const isRelay = (): boolean => getEnv().UPSTREAM_URL !== undefined;
