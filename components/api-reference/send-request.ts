import type { ApiCall } from "@/components/curl/curl";
import type { Operation } from "./openapi";

/** What was filled in for an operation: parameters by name, and the body as text. */
interface Filled {
  readonly values: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly statusText: string;
  readonly milliseconds: number;
  readonly requestId: string | null;
  readonly text: string;
}

/** The address below this origin, with what was filled in. */
function requestPath({ path, parameters }: Operation, { values }: Filled): string {
  const search = new URLSearchParams();
  for (const { name, in: place } of parameters) {
    const value = values[name] ?? "";
    if (place !== "query" || value === "") continue;
    for (const item of name.endsWith("[]") ? value.split(",") : [value]) search.append(name, item.trim());
  }
  const query = search.toString();
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ""));
  return query === "" ? filled : `${filled}?${query}`;
}

/** Parameters that are headers. */
const headersOf = ({ parameters }: Operation, { values }: Filled): Record<string, string> =>
  Object.fromEntries(
    parameters.flatMap(({ name, in: place }) => (place === "header" && values[name] ? [[name, values[name]]] : [])),
  );

/** The request with what was filled in. */
export const callOf = (operation: Operation, filled: Filled): ApiCall => ({
  method: operation.method,
  path: requestPath(operation, filled),
  headers: headersOf(operation, filled),
  ...(operation.body !== undefined && { body: filled.body }),
});

/**
 * Sends what was filled in.
 * @param key an API key; null sends the session's cookie
 * @throws TypeError when nothing answers
 */
export async function sendRequest(operation: Operation, filled: Filled, key: string | null): Promise<Reply> {
  const started = performance.now();
  const response = await fetch(requestPath(operation, filled), {
    method: operation.method,
    headers: {
      ...headersOf(operation, filled),
      ...(operation.body !== undefined && { "content-type": "application/json" }),
      ...(key !== null && { authorization: `Bearer ${key}` }),
    },
    credentials: key === null ? "same-origin" : "omit",
    ...(operation.body !== undefined && { body: filled.body }),
    cache: "no-store",
  });
  const text = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    milliseconds: Math.round(performance.now() - started),
    requestId: response.headers.get("x-request-id"),
    text: pretty(text),
  };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
