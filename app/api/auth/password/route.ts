import { changePasswordSchema } from "@/lib/contract/sign-in";
import { guardedSignIn } from "@/lib/server/auth/guarded-sign-in";
import { defineAuthRoute, requireSession } from "@/lib/server/http/define-auth-route";
import { changePassword } from "@/lib/server/services/invitations";

/** Changes the password of the signed-in person. Guessing the current one is limited like signing in. */
export const POST = defineAuthRoute({
  body: changePasswordSchema,
  run: async ({ body, cookie, address, requestId }) => {
    const { caller, sessionId } = await requireSession(cookie);
    const who = { userId: caller.rateLimitKey, sessionId };
    await guardedSignIn(caller.actor.name, address, () =>
      changePassword(body, who, { actor: caller.actor, requestId }),
    );
    return {};
  },
});
