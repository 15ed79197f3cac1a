/** The id under which a rule that is not stored yet is known on the page. */
export const NEW_RULE = "new-rule";
