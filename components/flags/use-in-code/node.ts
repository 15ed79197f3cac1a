import { type CodeSubject, getters, optionsCode } from "./subject";

export function nodeCode(subject: CodeSubject): string {
  const { name, fallback } = getters[subject.flagType];
  return `import { Guidon } from "guidon-sdk";

const guidon = new Guidon(${optionsCode("key", subject)});
await guidon.ready();
const person = { user_id: "u-1", plan: "pro", country: "US" };
const ${name} = guidon.value(${JSON.stringify(subject.flagKey)}, ${fallback}, person);
console.log(${name});
await guidon.close();`;
}
