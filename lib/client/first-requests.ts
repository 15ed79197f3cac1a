import { apiUrl } from "./api-client";

/**
 * What a page of the dashboard asks the API for before it can show anything, as the client asks for it. Told to the browser
 * with the document, so that it asks while the scripts are still on their way.
 * @param pathname as in the address, percent-encoded
 */
export function firstRequests(pathname: string): string[] {
  const [, area, slug] = pathname.split("/");
  if (area !== "projects" && area !== "settings") return [];
  const me = apiUrl("/me");
  return area === "projects" && slug ? [me, apiUrl("/flags/projects", { slug: decodeURIComponent(slug) })] : [me];
}
