import type { ApiResponse } from "../exchange";
import { processState } from "../process-state";

/**
 * Answers a GET of the API within its process. An event stream is not started, and has no body.
 * @param target path and query, as in an address
 * @param headers who asks, and how
 */
export type LocalApi = (
  target: string,
  headers: Headers,
) => Promise<ApiResponse & { body: string | Uint8Array | null }>;

const offered = () => processState<{ api: LocalApi | undefined }>("local-api", () => ({ api: undefined }));

/** Gives the pages of this process access to `api`, which they cannot import, because another bundle contains them. */
export function offerLocalApi(api: LocalApi): void {
  offered().api = api;
}

/** Undefined where pages are served without the API, or by a host that serves it in its own way. */
export const localApi = (): LocalApi | undefined => offered().api;
