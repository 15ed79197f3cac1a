import { parseArgs } from "node:util";
import { runCommand } from "@/lib/server/process/command";
import { seedDemo } from "@/lib/server/services/seed-demo";

/** Makes the demo project unless it is there. */
export async function main(args: string[]): Promise<void> {
  parseArgs({ args, options: {} });
  const { projectId, slug, isNew } = await runCommand(seedDemo);
  console.log(
    isNew
      ? `Made the demo project "${slug}": ${projectId}`
      : `The demo project "${slug}" is there already, and nothing was changed: ${projectId}`,
  );
}
