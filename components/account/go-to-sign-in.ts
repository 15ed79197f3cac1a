/** Leaves for the sign-in page, which comes back here. A whole new page, so that nothing of the old session stays. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname === "/sign-in") return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
