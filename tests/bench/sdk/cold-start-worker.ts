import fs from "node:fs";
import { Guidon } from "@/packages/sdk/src/index";
import type { ColdStart } from "./cold-start";

// A process that starts from a bootstrap, as an application does in the moment when somebody waits for it. It is
// processor time, with the collector's: on a machine that does other work as well, a clock would measure that too.
const text = fs.readFileSync(process.argv[2] ?? "", "utf8");
const begun = process.cpuUsage();
const since = (): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
};
const bootstrap = JSON.parse(text);
const parsing = since();
const guidon = new Guidon({
  url: "http://127.0.0.1:9",
  key: "none",
  environment: "production",
  updates: "manual",
  bootstrap,
});
const isOn = guidon.value("flag-250", null, { user_id: "u" });
const whole = since();
if (isOn === null) throw new Error("The flag was not evaluated");
console.log(JSON.stringify({ parsing, whole } satisfies ColdStart));
