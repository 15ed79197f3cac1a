import fs from "node:fs";
import { Guidon } from "@/packages/sdk/src/index";
import type { ColdStart } from "./cold-start";

// A process that starts from a bootstrap, as an application does in the moment when somebody waits for it. The clock
// says how long they wait. Processor time includes what V8 compiles and collects meanwhile on other cores.
const text = fs.readFileSync(process.argv[2] ?? "", "utf8");
const begun = process.cpuUsage();
const begunAt = performance.now();
const bootstrap = JSON.parse(text);
const parsing = performance.now() - begunAt;
const guidon = new Guidon({
  url: "http://127.0.0.1:9",
  key: "none",
  environment: "production",
  updates: "manual",
  bootstrap,
});
const isOn = guidon.value("flag-250", null, { user_id: "u" });
const whole = performance.now() - begunAt;
const { user, system } = process.cpuUsage(begun);
if (isOn === null) throw new Error("The flag was not evaluated");
console.log(JSON.stringify({ parsing, whole, processor: (user + system) / 1_000 } satisfies ColdStart));
