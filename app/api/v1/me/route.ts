import { meSchema } from "@/lib/contract/me";
import { defineRoute } from "@/lib/server/http/define-route";
import { anyCaller } from "@/lib/server/http/resources";
import { describeCaller } from "@/lib/server/services/me";

export const GET = defineRoute({
  id: "getMe",
  summary: "Say who is asking",
  description: "The key or the person that the request comes from, and what they may do.",
  tag: "Keys",
  scope: "flags:evaluate",
  resource: anyCaller,
  response: { status: 200, data: meSchema },
  run: async ({ caller }) => describeCaller(caller),
});
