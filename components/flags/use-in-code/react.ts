import { type CodeSubject, flagComponent, getters, optionsCode, PERSON } from "./subject";

export const reactCode = (subject: CodeSubject): string =>
  `import { GuidonProvider, use${getters[subject.flagType].type}FlagValue } from "guidon-sdk/react";

const guidon = ${optionsCode("clientKey", subject)};
const person = ${PERSON};

${flagComponent(subject)}

export const App = () => <GuidonProvider {...guidon} context={person}><Flag /></GuidonProvider>;`;
