import { signInSchema } from "@/lib/contract/sign-in";
import { startSession } from "@/lib/server/auth/sessions";
import { limitedSignIn } from "@/lib/server/auth/sign-in-limits";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";

export const POST = defineAuthRoute({
  body: signInSchema,
  run: async ({ body, address }) => ({
    setCookie: await limitedSignIn(body.email, address, () => startSession(body)),
  }),
});
