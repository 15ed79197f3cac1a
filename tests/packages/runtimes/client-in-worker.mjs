import { Guidon } from "guidon-sdk/edge";
import { useClient } from "./client.mjs";

/** Nothing runs between a worker's requests: it asks within one. */
export default {
  /** @param {Request} request */
  fetch: async (request) => new Response(await useClient(Guidon, await request.text(), "manual")),
};
