/**
 * Where to go after signing in: the page that sent the person here, when it is one of ours.
 *
 * @returns a whole address, which has one reading only. A path alone does not: the `//host` that is left of `/.//host`
 *   would be read as another site's address.
 */
export function nextAddress(search: string, origin: string): string {
  const home = new URL("/", origin).href;
  const next = new URLSearchParams(search).get("next") ?? "/";
  if (!next.startsWith("/") || !URL.canParse(next, origin)) return home;
  const url = new URL(next, origin);
  return url.origin === origin ? url.href : home;
}
