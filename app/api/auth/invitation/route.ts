import { acceptInvitationSchema } from "@/lib/contract/sign-in";
import { startSession } from "@/lib/server/auth/sessions";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";
import { acceptInvitation } from "@/lib/server/services/invitations";

/** Sets the password of whom the link is for, and signs them in. */
export const POST = defineAuthRoute({
  body: acceptInvitationSchema,
  run: async ({ body, requestId }) => {
    const email = await acceptInvitation(body, requestId);
    return { setCookie: await startSession({ email, password: body.password }) };
  },
});
