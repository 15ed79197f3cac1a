import type { BrowserContext, ConsoleMessage, Page } from "@playwright/test";

/** Everything that the pages of a test complained about, but for what the test said it would provoke. */
export interface ConsoleWatch {
  /** From now on, messages that fit are expected: `/status of 412/` for a refused write. */
  allow(pattern: RegExp): void;
}

/** Chromium reports some refusals of the page's policy to the page only, where Firefox writes them to the console. */
export async function reportPolicyViolations(context: Pick<BrowserContext, "addInitScript">): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`The policy's ${violatedDirective} refused ${blockedURI} (${sourceFile})`),
    );
  });
}

export function watchConsole() {
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  const note = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  const onMessage = (message: ConsoleMessage) => {
    if (message.type() === "error" || message.type() === "warning") {
      note(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  };
  return {
    complaints,
    watch: { allow: (pattern: RegExp) => void allowed.push(pattern) } satisfies ConsoleWatch,
    attach: (page: Page) => {
      page.on("console", onMessage);
      page.on("pageerror", (error) => note(`uncaught: ${error.message}`));
    },
  };
}
