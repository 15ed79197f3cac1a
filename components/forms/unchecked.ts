import type { FieldErrors, FieldValues } from "react-hook-form";

/**
 * Keeps a form from being sent when its check could not be loaded. The server cannot see all that is checked here: text
 * that stands for no value would be sent as none.
 */
export const unchecked = <Values extends FieldValues>(): FieldErrors<Values> =>
  // The library's type cannot see that every form has a root.
  ({ root: { type: "unchecked" } }) as FieldErrors<Values>;
