/** The cookie with the slug of the last opened project, to which `/` leads. It is no secret and only a hint. */
export const LAST_PROJECT_COOKIE = "guidon-project";

const YEAR_SECONDS = 365 * 86_400;

export function rememberProject(slug: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${LAST_PROJECT_COOKIE}=${encodeURIComponent(slug)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

export function forgetProject(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as above
  document.cookie = `${LAST_PROJECT_COOKIE}=; path=/; max-age=0; samesite=lax`;
}
