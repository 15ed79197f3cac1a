import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { createMemberSchema, InvitedMember } from "@/lib/contract/member";
import { apiData } from "./api-client";
import { queryKeys } from "./query-keys";

export type CreateMemberInput = z.input<typeof createMemberSchema>;

/** Invites a member. The answer holds the link to hand on. */
export function useCreateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateMemberInput) => apiData<InvitedMember>("/members", { method: "POST", body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.members() }),
    gcTime: 0,
  });
}
