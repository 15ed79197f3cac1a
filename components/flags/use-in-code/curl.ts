import { curlCommand } from "@/components/curl/curl";
import type { CodeSubject } from "./subject";

export function curlCode({ origin, projectId, environment, flagKey }: CodeSubject): string {
  const context = { user_id: "u-1", plan: "pro", country: "US" };
  const body = { ...(projectId !== null && { project_id: projectId }), environment, flag_key: flagKey, context };
  return curlCommand({ method: "POST", path: "/api/v1/flags/evaluate", body }, origin, "GUIDON_KEY");
}
