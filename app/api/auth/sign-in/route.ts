import { signInSchema } from "@/lib/contract/sign-in";
import { guardedSignIn } from "@/lib/server/auth/guarded-sign-in";
import { startSession } from "@/lib/server/auth/sessions";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";

export const POST = defineAuthRoute({
  body: signInSchema,
  run: async ({ body, address }) => ({
    setCookie: await guardedSignIn(body.email, address, () => startSession(body)),
  }),
});
