import { type CodeSubject, getters, optionsCode, PERSON } from "./subject";

export function browserCode(subject: CodeSubject): string {
  const { type, name, fallback } = getters[subject.flagType];
  return `import { OpenFeature } from "@openfeature/web-sdk";
import { GuidonWebProvider } from "guidon-sdk/openfeature-web";

const guidon = ${optionsCode("key", subject)};
const person = ${PERSON};
await OpenFeature.setProviderAndWait(new GuidonWebProvider(guidon), person);
const ${name} = OpenFeature.getClient().get${type}Value(${JSON.stringify(subject.flagKey)}, ${fallback});
console.log(${name});`;
}
