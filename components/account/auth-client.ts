import type { z } from "zod";
import { apiData } from "@/lib/client/api-client";
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
