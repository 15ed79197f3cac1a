import { type CodeSubject, flagComponent, getters, optionsCode, PERSON } from "./subject";

/** The root layout, a server component. */
export const nextLayout = (subject: CodeSubject): string =>
  `import { GuidonFlags } from "guidon-sdk/next";

export default function Layout({ children }) {
  const guidon = ${optionsCode("clientKey", subject).replaceAll("\n", "\n  ")};
  const person = ${PERSON};
  return <html lang="en"><body><GuidonFlags {...guidon} context={person}>{children}</GuidonFlags></body></html>;
}`;

/** A component of any page. */
export const nextComponent = (subject: CodeSubject): string =>
  `"use client";

import { use${getters[subject.flagType].type}FlagValue } from "guidon-sdk/react";

export ${flagComponent(subject)}`;
