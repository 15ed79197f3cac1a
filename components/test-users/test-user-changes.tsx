"use client";

import { TestUserChangeList } from "./test-user-change-list";
import { type TestedChange, useTestUserChanges } from "./use-test-user-changes";

/** Which saved test users a change gives another value, those first whose expectation it breaks. Nothing when none. */
export function TestUserChanges(change: TestedChange) {
  return <TestUserChangeList changes={useTestUserChanges(change) ?? []} />;
}
