import type { BuiltServer } from "./built-server";

/** The `data` of a successful call; anything else ends the benchmark. */
export async function send<T>({ url, key }: BuiltServer, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  // 204 has no body, and no data that anybody asks for.
  return JSON.parse(text === "" ? '{"data": null}' : text).data;
}
