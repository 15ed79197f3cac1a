import { getEnv } from "@/lib/env";

/** Whether this process has another Guidon in a database's place. Then it has none. */
export const isRelay = (): boolean => getEnv().UPSTREAM_URL !== undefined;
