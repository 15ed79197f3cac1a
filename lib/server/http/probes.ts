import type { ApiRequest, ApiResponse } from "../exchange";
import { type Readiness, readyToEvaluate, readyToWrite } from "../live/readiness";
import { version } from "../version";

/** `GET /healthz`: the process runs, and which version it is. */
export const alive = async (): Promise<ApiResponse> => answer(200, { status: "ok", version });

/**
 * `GET /readyz`: whether evaluations are answered, which is so even when the database is unreachable. `GET
 * /readyz?for=writes`: whether requests that need the database are answered, too.
 */
export async function ready({ search }: ApiRequest): Promise<ApiResponse> {
  const purpose = new URLSearchParams(search).get("for") ?? "evaluations";
  if (purpose === "evaluations") return readinessAnswer(readyToEvaluate(), "nothing to evaluate by");
  if (purpose === "writes") return readinessAnswer(await readyToWrite(), "database unavailable");
  return answer(400, { error: "for must be evaluations or writes" });
}

const readinessAnswer = ({ isReady, ...readiness }: Readiness & { isReady: boolean }, refusal: string): ApiResponse =>
  answer(isReady ? 200 : 503, { status: isReady ? "ok" : refusal, ...readiness });

const answer = (status: number, body: object): ApiResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff" },
  body: JSON.stringify(body),
});
