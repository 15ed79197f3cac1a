import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Flag } from "@/lib/contract/flag";
import { type Api, apiFetch } from "./api-client";
import { ApiError } from "./api-error";
import { queryKeys } from "./query-keys";

export const flagQuery = (projectId: string, key: string, api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.flag(projectId, key),
    queryFn: async ({ signal }) => {
      const [flag] = (await api<Flag[]>("/flags", { query: { project_id: projectId, key }, signal })).data;
      if (flag === undefined) throw new ApiError("Not found", { status: 404 });
      return flag;
    },
  });

/** The flag with this key, as in the address; an ApiError with status 404 when there is none. */
export const useFlag = (projectId: string, key: string) => useQuery(flagQuery(projectId, key));
