import document from "@/lib/contract/openapi.json";
import { definePublicDocument } from "@/lib/server/http/define-public-document";

export const GET = definePublicDocument({
  id: "getOpenApi",
  summary: "Get this description",
  description: "The OpenAPI 3.1 document of this API, made from the schemas that validate requests. It needs no key.",
  tag: "Description",
  document,
});
