/** The prefix of our cookies' names. */
export const COOKIE_PREFIX = "guidon";

/** The cookie that carries a session. Over HTTPS, the browser's own prefix comes before the name. */
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;

/** Whether a cookie of this name carries a session, over HTTPS or not. */
export const isSessionCookie = (name: string): boolean => name.endsWith(SESSION_COOKIE);
