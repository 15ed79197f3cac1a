import { curlCommand } from "@/components/forms/copy-as-curl";
import { type CodeSubject, flagComponent, getters, optionsCode, PERSON } from "./subject";

export interface CodeSnippet {
  id: "curl" | "node" | "browser" | "react" | "next";
  label: string;
  /** Which key it needs: `client` where people can read it. */
  key: "evaluate" | "ruleset" | "client";
  /** What npm installs first, beside the packages that come with Guidon. */
  packages: readonly string[];
  /** Whole programs or files, which run as they are where `GUIDON_KEY` is set. */
  files: readonly { name: string; code: string }[];
}

/** The packages that Guidon's own come with: `guidon-sdk` needs the other. */
export const OWN_PACKAGES = ["guidon-engine", "guidon-sdk"] as const;

/** The code to evaluate a flag, in each language that we show. */
export const codeSnippets = (subject: CodeSubject): readonly CodeSnippet[] => [
  {
    ...{ id: "curl", label: "curl", key: "evaluate", packages: [] },
    files: [{ name: "curl code", code: curlCode(subject) }],
  },
  {
    ...{ id: "node", label: "Node", key: "ruleset", packages: [] },
    files: [{ name: "Node code", code: nodeCode(subject) }],
  },
  {
    ...{ id: "browser", label: "Browser", key: "client", packages: ["@openfeature/web-sdk"] },
    files: [{ name: "Browser code", code: browserCode(subject) }],
  },
  {
    ...{ id: "react", label: "React", key: "client", packages: ["@openfeature/react-sdk", "@openfeature/web-sdk"] },
    files: [{ name: "React code", code: reactCode(subject) }],
  },
  {
    ...{ id: "next", label: "Next.js", key: "client", packages: ["@openfeature/react-sdk", "@openfeature/web-sdk"] },
    files: [
      { name: "app/layout.jsx", code: nextLayout(subject) },
      { name: "app/flag.jsx", code: nextComponent(subject) },
    ],
  },
];

function curlCode({ origin, projectId, environment, flagKey }: CodeSubject): string {
  const context = { user_id: "u-1", plan: "pro", country: "US" };
  const body = { ...(projectId !== null && { project_id: projectId }), environment, flag_key: flagKey, context };
  return curlCommand({ method: "POST", path: "/api/v1/flags/evaluate", body }, origin, "GUIDON_KEY");
}

function nodeCode(subject: CodeSubject): string {
  const { name, fallback } = getters[subject.flagType];
  return `import { Guidon } from "guidon-sdk";

const guidon = new Guidon(${optionsCode("key", subject)});
await guidon.ready();
const person = { user_id: "u-1", plan: "pro", country: "US" };
const ${name} = guidon.value(${JSON.stringify(subject.flagKey)}, ${fallback}, person);
console.log(${name});
await guidon.close();`;
}

function browserCode(subject: CodeSubject): string {
  const { type, name, fallback } = getters[subject.flagType];
  return `import { OpenFeature } from "@openfeature/web-sdk";
import { GuidonWebProvider } from "guidon-sdk/openfeature-web";

const guidon = ${optionsCode("key", subject)};
const person = ${PERSON};
await OpenFeature.setProviderAndWait(new GuidonWebProvider(guidon), person);
const ${name} = OpenFeature.getClient().get${type}Value(${JSON.stringify(subject.flagKey)}, ${fallback});
console.log(${name});`;
}

const reactCode = (subject: CodeSubject): string =>
  `import { GuidonProvider, use${getters[subject.flagType].type}FlagValue } from "guidon-sdk/react";

const guidon = ${optionsCode("clientKey", subject)};
const person = ${PERSON};

${flagComponent(subject)}

export const App = () => <GuidonProvider {...guidon} context={person}><Flag /></GuidonProvider>;`;

/** The root layout, a server component. */
const nextLayout = (subject: CodeSubject): string =>
  `import { GuidonFlags } from "guidon-sdk/next";

export default function Layout({ children }) {
  const guidon = ${optionsCode("clientKey", subject).replaceAll("\n", "\n  ")};
  const person = ${PERSON};
  return <html lang="en"><body><GuidonFlags {...guidon} context={person}>{children}</GuidonFlags></body></html>;
}`;

/** A component of any page. */
const nextComponent = (subject: CodeSubject): string =>
  `"use client";

import { use${getters[subject.flagType].type}FlagValue } from "guidon-sdk/react";

export ${flagComponent(subject)}`;
