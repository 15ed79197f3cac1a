import { useQuery } from "@tanstack/react-query";
import { apiData } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { AttributeUse } from "@/lib/contract/attribute";

/** The attributes that the project's conditions ask for, most used first: what the condition builder suggests. */
export function useAttributes(projectId: string) {
  return useQuery({
    queryKey: queryKeys.attributes(projectId),
    queryFn: ({ signal }) => apiData<AttributeUse[]>("/flags/attributes", { query: { project_id: projectId }, signal }),
    staleTime: 60_000,
  });
}
