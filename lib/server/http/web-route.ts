import {
  type ApiRequest,
  type ApiResponse,
  type Handler,
  isEventStream,
  type Params,
  type ResponseHeaders,
} from "../exchange";
import { readWebBody } from "./body";
import { readableEvents } from "./web-event-stream";

/** What a Web host (Next) passes with the request. */
interface RouteContext {
  params: Promise<Params>;
  /** The client's address, where the host knows it. */
  clientAddress?: string;
}

/** A handler as Web hosts call it. Our own server calls `handle` and does without the Web's objects. */
export interface WebRoute {
  (request: Request, context: RouteContext): Promise<Response>;
  handle: Handler;
}

/** Makes a handler callable by a Web host. */
export function webRoute(handle: Handler): WebRoute {
  const route = async (request: Request, context: RouteContext): Promise<Response> => {
    const { status, headers, body } = await handle(await toApiRequest(request, context));
    return new Response(toWebBody(body, request.method), { status, headers: toHeaders(headers) });
  };
  return Object.assign(route, { handle });
}

function toWebBody(body: ApiResponse["body"], method: string): BodyInit | null {
  // The Web's type asks for bytes that are not shared with other threads; none of ours are.
  if (!isEventStream(body)) return body as BodyInit | null;
  if (method !== "HEAD") return readableEvents(body);
  body.cancel();
  return null;
}

async function toApiRequest(request: Request, { params, clientAddress }: RouteContext): Promise<ApiRequest> {
  return {
    method: request.method,
    search: new URL(request.url).search.slice(1),
    params: await params,
    clientAddress,
    header: (name) => request.headers.get(name),
    readBody: (limit) => readWebBody(request, limit),
  };
}

function toHeaders(headers: ResponseHeaders): Headers {
  const webHeaders = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) webHeaders.append(name, one);
  }
  return webHeaders;
}
