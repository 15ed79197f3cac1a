import { useQuery } from "@tanstack/react-query";
import type { Flag } from "@/lib/contract/flag";
import { apiData } from "./api-client";
import { ApiError } from "./api-error";
import { queryKeys } from "./query-keys";

/** The flag with this key, as in the address; an ApiError with status 404 when there is none. */
export function useFlag(projectId: string, key: string) {
  return useQuery({
    queryKey: queryKeys.flag(projectId, key),
    queryFn: async ({ signal }) => {
      const [flag] = await apiData<Flag[]>("/flags", { query: { project_id: projectId, key }, signal });
      if (flag === undefined) throw new ApiError("Not found", { status: 404 });
      return flag;
    },
  });
}
