import { setViewerSchema } from "@/lib/contract/change";
import { defineRoute } from "@/lib/server/http/define-route";
import { projectInBody } from "@/lib/server/http/resources";
import { setViewer } from "@/lib/server/services/viewers";

export const POST = defineRoute({
  id: "setViewer",
  summary: "Say which flag a page shows",
  description:
    "Whoever hears the project's changes (`GET /flags/stream`) learns that the member looks at the flag, for a " +
    "minute or until the page says otherwise. It is kept in memory.",
  tag: "Flags",
  scope: "flags:read",
  reserved: "members",
  resource: projectInBody,
  body: {
    schema: setViewerSchema,
    example: {
      project_id: "9d1f4a52-0c3e-4d8a-b1b7-6a2f8e5c7d90",
      client_id: "page-7f3k2m9q",
      flag_id: "2b7e1516-28ae-4d2a-abf7-158809cf4f3c",
    },
  },
  response: { status: 204 },
  run: ({ body, caller }) => setViewer(body, caller),
});
