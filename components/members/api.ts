import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { deleteSeen, saveEdit } from "@/components/conflict/save-edit";
import { type Api, apiData, apiFetch, type WithComment } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { createMemberSchema, Invitation, InvitedMember, Member, UpdateMember } from "@/lib/contract/member";
import { memberRoles } from "@/lib/contract/roles";
import { roleChoices } from "./words";

export const membersQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.members(),
    queryFn: async ({ signal }) => (await api<Member[]>("/members", { signal })).data,
  });

/** Everyone who signs in or was invited to, oldest first. For admins. */
export const useMembers = () => useQuery(membersQuery());

export type CreateMemberInput = z.input<typeof createMemberSchema>;

/** Invites a member. The answer holds the link to hand on. */
export function useCreateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...body }: CreateMemberInput & WithComment) =>
      apiData<InvitedMember>("/members", { method: "POST", body, query: { comment } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.members() }),
    gcTime: 0,
  });
}

const sayRole = (value: unknown): string => {
  const role = memberRoles.find((known) => known === value);
  if (role !== undefined) return roleChoices[role].label;
  return value === undefined ? "" : "other roles in projects";
};

/** The fields, including those that the API leaves out when they are empty. */
const completed = (member: Member): Member => ({ project_roles: {}, ...member });

interface RoleChange {
  member: Member;
  change: Pick<UpdateMember, "role" | "project_roles" | "may_change_protected">;
}

/** Gives a member another role, or other roles in projects. */
export function useUpdateMember() {
  const queryClient = useQueryClient();
  return useMutation({
    // Requests go one after the other, so that the last choice counts.
    scope: { id: "members" },
    mutationFn: async ({ member, change, comment }: RoleChange & WithComment) => {
      const { id } = member;
      const edit = { opened: completed(member), change, fieldsOf: completed, say: sayRole, comment };
      return (await saveEdit<Member>({ kind: "member", id, path: `/members/${id}`, ...edit })).data;
    },
    onSuccess: (member) => {
      queryClient.setQueryData<Member[]>(queryKeys.members(), (list) =>
        list?.map((known) => (known.id === member.id ? member : known)),
      );
      // The person's own role may have changed.
      return queryClient.invalidateQueries({ queryKey: queryKeys.me() });
    },
  });
}

/** Removes a member and ends their sessions. */
export function useDeleteMember() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ comment, ...seen }: Member & WithComment) =>
      deleteSeen({ kind: "member", id: seen.id, path: `/members/${seen.id}`, seen, query: { comment } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.members() }),
  });
}

/** Makes a new link for a member. */
export function useInviteAgain() {
  return useMutation({
    mutationFn: (memberId: string) => apiData<Invitation>(`/members/${memberId}/invitation`, { method: "POST" }),
    gcTime: 0,
  });
}
