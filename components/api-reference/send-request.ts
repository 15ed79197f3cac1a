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

const headersOf = ({ parameters, body }: Operation, { values }: Filled): Record<string, string> => ({
  ...(body !== undefined && { "content-type": "application/json" }),
  ...Object.fromEntries(
    parameters.flatMap(({ name, in: place }) => (place === "header" && values[name] ? [[name, values[name]]] : [])),
  ),
});

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request for a terminal, with the key left as `$KEY`. */
export function curlCommand(operation: Operation, filled: Filled, origin: string): string {
  const headers = Object.entries(headersOf(operation, filled)).map(
    ([name, value]) => `-H ${quoted(`${name}: ${value}`)}`,
  );
  return [
    `curl${operation.method === "GET" ? "" : ` -X ${operation.method}`} ${quoted(origin + requestPath(operation, filled))}`,
    '-H "Authorization: Bearer $KEY"',
    ...headers,
    ...(operation.body === undefined ? [] : [`-d ${quoted(filled.body)}`]),
  ].join(" \\\n  ");
}

/**
 * Sends what was filled in.
 * @param key an API key; null sends the session's cookie
 * @throws TypeError when nothing answers
 */
export async function sendRequest(operation: Operation, filled: Filled, key: string | null): Promise<Reply> {
  const started = performance.now();
  const response = await fetch(requestPath(operation, filled), {
    method: operation.method,
    headers: { ...headersOf(operation, filled), ...(key !== null && { authorization: `Bearer ${key}` }) },
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
