import document from "@/lib/contract/openapi.json";

const body = JSON.stringify(document);

/** Public: it says what any client of this API may know. `npm run openapi` writes it from the route declarations. */
export async function GET(): Promise<Response> {
  return new Response(body, {
    headers: {
      "content-type": "application/json",
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
    },
  });
}
