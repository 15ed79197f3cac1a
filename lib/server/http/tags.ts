/** The topics of the API's operations, in the order in which they are read. */
export const tags = {
  Projects: "A product with its environments, flags and segments.",
  Flags: "What an application asks for: a typed value, off until enabled.",
  Segments: "Reusable audiences that rules link to.",
  Rules: "Who gets which value, in order: the first rule that matches decides.",
  Evaluation: "What a flag's value is for one context.",
  Rulesets: "Rules for whoever evaluates elsewhere: applications with the SDK.",
  Keys: "Who may call the API.",
  Members: "The people who sign in to the dashboard.",
  "Test users": "Contexts kept to see what they get.",
  Audit: "Who changed what, and when.",
  Description: "This document.",
} as const;

export type Tag = keyof typeof tags;
