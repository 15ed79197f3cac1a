// The policy with its nonce is made for each page, in proxy.ts.
const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` type-checks the whole repository once; the build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pg", "pino", "@prisma/client", "@prisma/adapter-pg"],
  // `/api` is left out: its handlers set what they need, and some of them answer other origins.
  headers: async () => [{ source: "/((?!api/|ofrep/).*)", headers: securityHeaders }],
  // `npm run dev` is at this address; Next would refuse its own scripts there.
  allowedDevOrigins: ["127.0.0.1"],
  experimental: {
    // Pages hold no data, so what the router has of them is good until the next deployment.
    staleTimes: { dynamic: 600 },
    // At the start Next would load every page and route it has, its own copy of the API too: 0.6 s and 60 MB.
    preloadEntriesOnStart: false,
  },
};

export default config;
