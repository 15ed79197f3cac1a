import { TestUserPanel } from "./test-user-panel";
import { TestUserStrip } from "./test-user-strip";

/** Both are on every page that has one of them: they come as one script, and what they share comes once. */
export const testUsers = { TestUserPanel, TestUserStrip };
