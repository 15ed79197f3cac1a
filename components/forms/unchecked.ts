import type { FieldErrors, FieldValues } from "react-hook-form";

/**
 * Keeps a form from being sent whose check could not be loaded. What is checked here is not only what the server checks:
 * text that is no value could be sent as none.
 */
export const unchecked = <Values extends FieldValues>(): FieldErrors<Values> =>
  // The library's type cannot see that every form has a root.
  ({ root: { type: "unchecked" } }) as FieldErrors<Values>;
