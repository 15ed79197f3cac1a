/** What the names of our cookies begin with. */
export const COOKIE_PREFIX = "guidon";

/** The cookie that carries a session. Over https a prefix of the browser's stands before it. */
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;

/** Whether a cookie of this name carries a session, over whatever it came. */
export const isSessionCookie = (name: string): boolean => name.endsWith(SESSION_COOKIE);
