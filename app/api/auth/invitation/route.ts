import { acceptInvitationSchema } from "@/lib/contract/sign-in";
import { startSession } from "@/lib/server/auth/sessions";
import { rememberNetwork } from "@/lib/server/auth/sign-in-networks";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";
import { acceptInvitation } from "@/lib/server/services/invitations";

/** Sets the password of the invited member, and signs them in. */
export const POST = defineAuthRoute({
  body: acceptInvitationSchema,
  run: async ({ body, address, requestId }) => {
    const email = await acceptInvitation(body, requestId);
    await rememberNetwork(email, address);
    return { setCookie: await startSession({ email, password: body.password }) };
  },
});
