import { endSession } from "@/lib/server/auth/sessions";
import { defineAuthRoute } from "@/lib/server/http/define-auth-route";

export const POST = defineAuthRoute({ run: async ({ cookie }) => ({ setCookie: await endSession(cookie) }) });
