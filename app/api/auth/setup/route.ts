import { setUpSchema } from "@/lib/contract/sign-in";
import { startSession } from "@/lib/server/auth/sessions";
import { rememberNetwork } from "@/lib/server/auth/sign-in-networks";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";
import { createFirstAdmin, createFirstProject, isSetUpNeeded } from "@/lib/server/services/setup";

/** Whether there is something to set up. */
export const GET = defineAuthRoute({ run: async () => ({ data: { is_needed: await isSetUpNeeded() } }) });

/** Makes the first admin and the first project, and signs in. */
export const POST = defineAuthRoute({
  body: setUpSchema,
  run: async ({ body, address, requestId }) => {
    const context = await createFirstAdmin(body, requestId);
    const project_slug = await createFirstProject(body.start_with, context);
    await rememberNetwork(body.email, address);
    return { data: { project_slug }, setCookie: await startSession(body) };
  },
});
