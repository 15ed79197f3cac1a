import { queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { type Api, apiData, apiFetch } from "@/lib/client/api-client";
import { queryKeys } from "@/lib/client/query-cache";
import type { Me } from "@/lib/contract/me";
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
