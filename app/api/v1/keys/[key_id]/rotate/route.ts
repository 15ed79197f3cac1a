import { createdKeySchema, rotateKeySchema } from "@/lib/contract/key";
import { writeQuerySchema } from "@/lib/contract/write-query";
import { defineRoute } from "@/lib/server/http/define-route";
import { keyInPath } from "@/lib/server/http/people-resources";
import { rotateKey } from "@/lib/server/services/rotate-key";

export const POST = defineRoute({
  id: "rotateKey",
  summary: "Renew an API key",
  description:
    "Makes a key that may do the same, for as long as the old one was made for. `key` is in this answer and in no " +
    "other. The old key works on for `overlap_hours`, and then stops by itself, everywhere. 409 for one that has " +
    "stopped already.",
  tag: "Keys",
  scope: "flags:write",
  reserved: "project admins",
  resource: keyInPath,
  query: writeQuerySchema,
  body: { schema: rotateKeySchema, example: { overlap_hours: 24 } },
  response: { status: 201, data: createdKeySchema },
  alsoFails: [409],
  run: ({ resource, query, body, write }) => rotateKey(resource, body, { ...write, ...query }),
});
