import { pageHeaders } from "./lib/server/http/page-headers.mjs";

/**
 * Where `npm run dev` is reached. Elsewhere than on localhost, Next would refuse its own scripts and its web socket.
 */
function developmentHosts() {
  const { HOST, PUBLIC_URL } = process.env;
  const named = PUBLIC_URL && URL.canParse(PUBLIC_URL) ? [new URL(PUBLIC_URL).hostname] : [];
  return ["127.0.0.1", "[::1]", ...(HOST ? [HOST] : []), ...named];
}

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // Next would take a directory above for the project's when that has a lock file of its own, and warn of it.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  reactStrictMode: true,
  // `npm test` type-checks the whole repository once; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "piscina", "@prisma/client", "@prisma/adapter-pg"],
  // `/api` is left out: its handlers set what they need, and some of them answer other origins.
  headers: async () => [{ source: "/((?!api/|flagd/|ofrep/).*)", headers: pageHeaders }],
  // People shorten addresses to see what lies above.
  redirects: async () => [
    { source: "/projects/:slug", destination: "/projects/:slug/flags", permanent: false },
    { source: "/settings", destination: "/settings/account", permanent: false },
  ],
  // Next answers for this page of its own, which nobody asks for, with 500.
  rewrites: async () => ({ beforeFiles: [{ source: "/_global-error", destination: "/_not-found" }] }),
  allowedDevOrigins: developmentHosts(),
  // No page has an image that would have to be made smaller, and strangers are not to have some made.
  images: { unoptimized: true },
  experimental: {
    // What the router asks for holds no data, so it is good until the next deployment. Only documents hold some.
    staleTimes: { dynamic: 600 },
    // At the start Next would load every page and route it has, its own copy of the API too: 0.6 s and 60 MB.
    preloadEntriesOnStart: false,
    // In bytes of source. Few large scripts compress better than many small ones: a page is 4 % lighter and loads a
    // third fewer of them. Some code comes twice by that: whoever opens all twelve pages loads a tenth more.
    turbopackChunking: { minChunkSize: 200_000 },
  },
};

export default config;
