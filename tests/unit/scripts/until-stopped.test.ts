import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

const module = (name: string) => JSON.stringify(pathToFileURL(path.resolve("scripts", "lib", name)).href);

/** Prepares as a start does, with a step that never ends by itself and prints its process id. */
const PROGRAM = `
  import { untilStopped } from ${module("until-stopped.mjs")};
  import { endOf } from ${module("step.mjs")};
  import { spawn } from "node:child_process";
  const step = "console.log(process.pid); setInterval(() => {}, 1000)";
  await untilStopped((signal) =>
    endOf(spawn(process.execPath, ["-e", step], { stdio: ["ignore", "inherit", "ignore"], signal }), signal),
  ).catch((error) => console.log(error.message));
`;

/** Starts it, and waits for its step. */
async function startProgram(file: string, args: string[], env: NodeJS.ProcessEnv) {
  const child = spawn(file, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await vi.waitFor(() => expect(output).toMatch(/^\d+\n/), PATIENCE);
  return { child, step: Number.parseInt(output, 10), lastWord: () => output.split("\n").at(-2) };
}

const PATIENCE = { timeout: 30_000, interval: 20 };

const isGone = (pid: number) => vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), PATIENCE);

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const closed = once(child, "close");
  child.kill(signal);
  await closed;
}

vi.setConfig({ testTimeout: 60_000 });

test.each(["SIGINT", "SIGTERM"] as const)("%s ends the step that runs, and then the preparation", async (signal) => {
  const { npm_lifecycle_event: _npm, ...env } = process.env;
  const { child, step, lastWord } = await startProgram(process.execPath, ["--input-type=module", "-e", PROGRAM], env);
  await end(child, signal);
  expect(lastWord()).toBe("Stopped.");
  await isGone(step);
});

test("the end of npm's shell, which passes no signal on, ends the step too", async () => {
  const { child, step, lastWord } = await startProgram(
    "sh",
    ["-c", '"$0" --input-type=module -e "$1"; true', process.execPath, PROGRAM],
    { ...process.env, npm_lifecycle_event: "start" },
  );
  // Its output is closed once the last process that holds it has ended.
  await end(child, "SIGTERM");
  expect(lastWord()).toBe("Stopped.");
  await isGone(step);
});
