import type { FlagType } from "@/lib/contract/flag-value";

/** The flag that an application evaluates, and the environment. */
export interface CodeSubject {
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
export const getters: Record<FlagType, Getter> = {
  boolean: { type: "Boolean", name: "isOn", fallback: "false" },
  string: { type: "String", name: "value", fallback: '""' },
  number: { type: "Number", name: "value", fallback: "0" },
  json: { type: "Object", name: "value", fallback: "{}" },
};

/** Whom the flag is for, as OpenFeature has them. */
export const PERSON = '{ targetingKey: "u-1", plan: "pro", country: "US" }';

/** Characters of an object's properties that stand in one line. */
const LINE = 90;

/** An object that says which server, key, environment and project. */
export function optionsCode(keyName: "key" | "clientKey", { origin, projectId, environment }: CodeSubject): string {
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
export function flagComponent({ flagKey, flagType }: CodeSubject): string {
  const { type, fallback } = getters[flagType];
  const value = `use${type}FlagValue(${JSON.stringify(flagKey)}, ${fallback})`;
  return `const Flag = () => <code>{JSON.stringify(${value})}</code>;`;
}
