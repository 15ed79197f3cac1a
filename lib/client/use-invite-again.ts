import { useMutation } from "@tanstack/react-query";
import type { Invitation } from "@/lib/contract/member";
import { apiData } from "./api-client";

/** Makes a member's link anew. */
export function useInviteAgain() {
  return useMutation({
    mutationFn: (memberId: string) => apiData<Invitation>(`/members/${memberId}/invitation`, { method: "POST" }),
    gcTime: 0,
  });
}
