import { queryOptions, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import type { z } from "zod";
import { ProjectContext } from "@/components/projects/project-context";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-keys";
import type { Me } from "@/lib/contract/me";
import { roleIn } from "@/lib/contract/roles";
import type { acceptInvitationSchema, changePasswordSchema, setUpSchema, signInSchema } from "@/lib/contract/sign-in";

export type SignInInput = z.input<typeof signInSchema>;
export type SetUpInput = z.input<typeof setUpSchema>;
export type AcceptInvitationInput = z.input<typeof acceptInvitationSchema>;
export type ChangePasswordInput = z.input<typeof changePasswordSchema>;

const post = <T = void>(path: string, body: unknown): Promise<T> =>
  apiData<T>(path, { base: "/api/auth", method: "POST", body });

/** Each sets or changes the session's cookie. @throws ApiError */
export const authClient = {
  signIn: (body: SignInInput) => post("/sign-in", body),
  setUp: (body: SetUpInput) => post<{ project_slug: string | null }>("/setup", body),
  acceptInvitation: (body: AcceptInvitationInput) => post("/invitation", body),
  changePassword: (body: ChangePasswordInput) => post("/password", body),
  /** Whether there is nobody yet who could sign in. */
  isSetUpNeeded: async (signal: AbortSignal): Promise<boolean> =>
    (await apiData<{ is_needed: boolean }>("/setup", { base: "/api/auth", signal })).is_needed,
};

/** Whether the installation still waits for its first admin; undefined until that is known. */
export function useSetupState(): boolean | undefined {
  const { data } = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => authClient.isSetUpNeeded(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

export const meQuery = (api: Api = apiFetch) =>
  queryOptions({
    queryKey: queryKeys.me(),
    queryFn: async ({ signal }) => (await api<Me>("/me", { signal })).data,
    staleTime: 60_000,
  });

/** Who is signed in. */
export const useMe = () => useQuery(meQuery());

interface Permissions {
  /** False until it is known: a control that would fail is never shown, not even for a moment. */
  canWrite: boolean;
  /** May also change the project and delete it. */
  isProjectAdmin: boolean;
  /** May also manage all projects, keys and members. */
  isAdmin: boolean;
}

/**
 * What the person may do in a project, to leave out the controls that would fail. The server decides all the same.
 * @param projectId the page's project unless given; where there is none, it is what they may do in every project
 */
export function usePermissions(projectId?: string): Permissions {
  const { data: me } = useMe();
  const current = useContext(ProjectContext)?.id;
  const role = me === undefined || me.role === null ? "none" : roleIn({ ...me, role: me.role }, projectId ?? current);
  return {
    canWrite: role === "editor" || role === "admin",
    isProjectAdmin: role === "admin",
    isAdmin: me?.role === "admin",
  };
}
