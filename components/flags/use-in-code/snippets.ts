import { curlCommand } from "@/components/forms/copy-as-curl";
import type { FlagType } from "@/lib/contract/flag-value";

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

/** The flag that an application evaluates, and the environment. */
interface CodeSubject {
  /** Scheme and host of the server, without a slash at the end. */
  origin: string;
  /** Null: the key is one project's own, which names it. */
  projectId: string | null;
  environment: string;
  flagKey: string;
  flagType: FlagType;
}

interface Getter {
  /** OpenFeature's name of the type, as in `getBooleanValue` and `useBooleanFlagValue`. */
  type: "Boolean" | "String" | "Number" | "Object";
  /** The variable's name. */
  name: string;
  /** The code's fallback value when the server does not answer. */
  fallback: string;
}

/** How code asks for a flag, by its type. */
const getters: Record<FlagType, Getter> = {
  boolean: { type: "Boolean", name: "isOn", fallback: "false" },
  string: { type: "String", name: "value", fallback: '""' },
  number: { type: "Number", name: "value", fallback: "0" },
  json: { type: "Object", name: "value", fallback: "{}" },
};

/** Whom the flag is for, as OpenFeature has them. */
const PERSON = '{ targetingKey: "u-1", plan: "pro", country: "US" }';

/** Characters of an object's properties that stand in one line. */
const LINE = 90;

/** An object that says which server, key, environment and project. */
function optionsCode(keyName: "key" | "clientKey", { origin, projectId, environment }: CodeSubject): string {
  const properties = [
    `url: ${JSON.stringify(origin)}`,
    `${keyName}: process.env.GUIDON_KEY`,
    `environment: ${JSON.stringify(environment)}`,
    ...(projectId === null ? [] : [`projectId: ${JSON.stringify(projectId)}`]),
  ];
  const line = properties.join(", ");
  return line.length <= LINE ? `{ ${line} }` : `{\n${properties.map((each) => `  ${each},`).join("\n")}\n}`;
}

/** The component that shows a flag's value. */
function flagComponent({ flagKey, flagType }: CodeSubject): string {
  const { type, fallback } = getters[flagType];
  const value = `use${type}FlagValue(${JSON.stringify(flagKey)}, ${fallback})`;
  return `const Flag = () => <code>{JSON.stringify(${value})}</code>;`;
}
