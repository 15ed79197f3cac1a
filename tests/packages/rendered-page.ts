import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { scriptOf, serve } from "../support/web-page";

const run = promisify(execFile);

/** What stands for Next.js, which takes a minute to build an application: `npm run test:next` has the real one. */
const files = {
  "server.jsx": `
    import { renderToReadableStream } from "react-dom/server.edge";
    import { Flag } from "./app/flag";
    import Layout from "./app/layout";
    const stream = await renderToReadableStream(<Layout><Flag /></Layout>, { bootstrapModules: ["/page.js"] });
    await stream.allReady;
    console.log(JSON.stringify({ html: await new Response(stream).text(), given: globalThis.given }));`,
  // In the page React begins at the first component that is not the server's, with what that was given.
  "client.jsx": `
    import { StrictMode } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { GuidonProvider } from "guidon-sdk/react";
    import { Flag } from "./app/flag";
    const tree = <html lang="en"><body><GuidonProvider {...GIVEN}><Flag /></GuidonProvider></body></html>;
    hydrateRoot(document, <StrictMode>{tree}</StrictMode>, { onRecoverableError: (error) => console.error(error) });`,
  "react.jsx": `
    import { GuidonProvider as Provider } from "${path.resolve("packages/sdk/dist/react.js")}";
    export * from "${path.resolve("packages/sdk/dist/react.js")}";
    export function GuidonProvider({ children, ...given }) {
      globalThis.given = given;
      return <Provider {...given}>{children}</Provider>;
    }`,
  "request.js": "export const connection = async () => {};",
};

/**
 * A page of these files (app/layout.jsx and app/flag.jsx), rendered on a server and taken over by the browser.
 * @param key what GUIDON_KEY is
 */
export async function serveRendered(
  shown: readonly { name: string; code: string }[],
  key: string,
): Promise<{ url: string; close(): void }> {
  // Within the project, so that the packages are found.
  await fs.mkdir("dist/tests", { recursive: true });
  const directory = await fs.mkdtemp(path.resolve("dist/tests/rendered-"));
  try {
    await fs.mkdir(path.join(directory, "app"));
    const all = [...Object.entries(files), ...shown.map(({ name, code }) => [name, code] as const)];
    await Promise.all(all.map(([name, code]) => fs.writeFile(path.join(directory, name), code)));
    const { html, given } = await render(directory, key);
    const define = { GIVEN: JSON.stringify(given) };
    const script = await scriptOf({ entryPoints: [path.join(directory, "client.jsx")], define });
    return serve((address) =>
      address === "/page.js" ? { type: "text/javascript", text: script } : { type: "text/html", text: html },
    );
  } finally {
    await fs.rm(directory, { recursive: true });
  }
}

async function render(directory: string, key: string): Promise<{ html: string; given: object }> {
  const outfile = path.join(directory, "server.mjs");
  await build({
    entryPoints: [path.join(directory, "server.jsx")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    jsx: "automatic",
    alias: { "guidon-sdk/react": `${directory}/react.jsx`, "next/server.js": `${directory}/request.js` },
    external: ["react", "react-dom", "@openfeature/*"],
    logLevel: "error",
  });
  const env = { ...process.env, NODE_ENV: "production" as const, GUIDON_KEY: key };
  return JSON.parse((await run(process.execPath, [outfile], { env })).stdout);
}
