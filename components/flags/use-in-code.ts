import { curlCommand } from "@/components/curl/curl";
import type { FlagType } from "@/lib/contract/flag-value";

/** The flag that an application evaluates, and the environment. */
export interface CodeSubject {
  /** Scheme and host of the server, without a slash at the end. */
  origin: string;
  projectId: string;
  environment: string;
  flagKey: string;
  flagType: FlagType;
}

export interface CodeSnippet {
  id: "curl" | "node" | "browser" | "react";
  label: string;
  /** It runs where people can read its key. */
  isInBrowser: boolean;
  /** What npm installs first. */
  packages: readonly string[];
  /** A whole program, which runs as it is where `GUIDON_KEY` is set. */
  code: string;
}

interface Getter {
  /** OpenFeature's name of the type, as in `getBooleanValue` and `useBooleanFlagValue`. */
  type: "Boolean" | "String" | "Number" | "Object";
  /** The variable's name. */
  name: string;
  /** The code's fallback value when the server does not answer. */
  fallback: string;
}

const getters: Record<FlagType, Getter> = {
  boolean: { type: "Boolean", name: "isOn", fallback: "false" },
  string: { type: "String", name: "value", fallback: '""' },
  number: { type: "Number", name: "value", fallback: "0" },
  json: { type: "Object", name: "value", fallback: "{}" },
};

/** The code to evaluate a flag, in each language that we show. */
export const codeSnippets = (subject: CodeSubject): readonly CodeSnippet[] => [
  { id: "curl", label: "curl", isInBrowser: false, packages: [], code: curlCode(subject) },
  {
    id: "node",
    label: "Node",
    isInBrowser: false,
    packages: ["@openfeature/server-sdk", "@openfeature/ofrep-provider"],
    code: nodeCode(subject),
  },
  {
    id: "browser",
    label: "Browser",
    isInBrowser: true,
    packages: ["@openfeature/web-sdk", "@openfeature/ofrep-web-provider"],
    code: browserCode(subject),
  },
  {
    id: "react",
    label: "React",
    isInBrowser: true,
    packages: ["@openfeature/react-sdk", "@openfeature/web-sdk", "@openfeature/ofrep-web-provider"],
    code: reactCode(subject),
  },
];

const PERSON = '{ targetingKey: "u-1", plan: "pro", country: "US" }';

function curlCode({ origin, projectId, environment, flagKey }: CodeSubject): string {
  const context = { user_id: "u-1", plan: "pro", country: "US" };
  const body = { project_id: projectId, environment, flag_key: flagKey, context };
  return curlCommand({ method: "POST", path: "/api/v1/flags/evaluate", body }, origin, "GUIDON_KEY");
}

/** OFREP has no field for a project or an environment, so headers name them. */
const headersCode = ({ projectId, environment }: CodeSubject): string => `const headers = [
  ["Authorization", \`Bearer \${process.env.GUIDON_KEY}\`],
  ["X-Project-ID", ${JSON.stringify(projectId)}],
  ["X-Environment", ${JSON.stringify(environment)}],
];`;

/** Browsers have no environment variables. */
const BROWSER_KEY = `// Your bundler replaces process.env.GUIDON_KEY. Whoever opens the page can read it:
// take a client key for this project.`;

const providerCode = (name: string, { origin }: CodeSubject): string =>
  `const provider = new ${name}({ baseUrl: ${JSON.stringify(origin)}, headers });`;

function nodeCode(subject: CodeSubject): string {
  const { type, name, fallback } = getters[subject.flagType];
  return `import { OpenFeature } from "@openfeature/server-sdk";
import { OFREPProvider } from "@openfeature/ofrep-provider";

${headersCode(subject)}
${providerCode("OFREPProvider", subject)}
await OpenFeature.setProviderAndWait(provider);

const client = OpenFeature.getClient();
const person = ${PERSON};
const ${name} = await client.get${type}Value(${JSON.stringify(subject.flagKey)}, ${fallback}, person);
console.log(${name});`;
}

function browserCode(subject: CodeSubject): string {
  const { type, name, fallback } = getters[subject.flagType];
  return `import { OpenFeature } from "@openfeature/web-sdk";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";

${BROWSER_KEY}
${headersCode(subject)}
${providerCode("OFREPWebProvider", subject)}
const person = ${PERSON};
await OpenFeature.setProviderAndWait(provider, person);

const client = OpenFeature.getClient();
const ${name} = client.get${type}Value(${JSON.stringify(subject.flagKey)}, ${fallback});
console.log(${name});`;
}

function reactCode(subject: CodeSubject): string {
  const { type, name, fallback } = getters[subject.flagType];
  return `import { OpenFeature, OpenFeatureProvider, use${type}FlagValue } from "@openfeature/react-sdk";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";

${BROWSER_KEY}
${headersCode(subject)}
${providerCode("OFREPWebProvider", subject)}
const person = ${PERSON};
OpenFeature.setProvider(provider, person);

function Flag() {
  const ${name} = use${type}FlagValue(${JSON.stringify(subject.flagKey)}, ${fallback});
  return <code>{JSON.stringify(${name})}</code>;
}

export function App() {
  return (
    <OpenFeatureProvider>
      <Flag />
    </OpenFeatureProvider>
  );
}`;
}
