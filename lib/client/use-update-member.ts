import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Member, UpdateMember } from "@/lib/contract/member";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

/** Changes a member's name or role. */
export function useUpdateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    // One after the other: of two choices the last one counts.
    scope: { id: "members" },
    mutationFn: ({ id, ...body }: UpdateMember & { id: string }) =>
      apiData<Member>(`/members/${id}`, { method: "PATCH", body }),
    onSuccess: (member) => {
      queryClient.setQueryData<Member[]>(queryKeys.members(), (list) =>
        list?.map((known) => (known.id === member.id ? member : known)),
      );
      // It may have been the person's own role.
      return queryClient.invalidateQueries({ queryKey: queryKeys.me() });
    },
  });
}
