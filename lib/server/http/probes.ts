import type { ApiRequest, ApiResponse } from "../exchange";
import { type Readiness, readyToEvaluate, readyToWrite } from "../live/readiness";
import { version } from "../version";

/** `GET /healthz`: the process runs and answers, and is of this version. */
export const alive = async (): Promise<ApiResponse> => answer(200, { status: "ok", version });

/**
 * `GET /readyz`: evaluations are answered, also when the database is gone. `GET /readyz?for=writes`: what needs the
 * database is answered, too.
 */
export async function ready({ search }: ApiRequest): Promise<ApiResponse> {
  const purpose = new URLSearchParams(search).get("for") ?? "evaluations";
  if (purpose === "evaluations") return said(readyToEvaluate(), "nothing to evaluate by");
  if (purpose === "writes") return said(await readyToWrite(), "database unavailable");
  return answer(400, { error: "for must be evaluations or writes" });
}

const said = ({ isReady, ...readiness }: Readiness & { isReady: boolean }, refusal: string): ApiResponse =>
  answer(isReady ? 200 : 503, { status: isReady ? "ok" : refusal, ...readiness });

const answer = (status: number, body: object): ApiResponse => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
});
