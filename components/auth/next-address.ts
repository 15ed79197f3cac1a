/**
 * Where to go after signing in: the page that sent the person here, when it is one of ours. An address of another site
 * would make us lead people there.
 */
export function nextAddress(search: string, origin: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  if (!next.startsWith("/") || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : "/";
}
