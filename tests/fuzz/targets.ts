import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What is put for the parameters of a path. */
type Ids = Readonly<Record<string, string>>;

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

/** Everything that is served: pages, their files, the API, what is asked about the process. */
export function targetsOf(ids: Ids): string[] {
  return [...pages(ids), ...files(), ...PROCESS, ...SIGN_IN, ...apiPaths().map((template) => filled(template, ids))];
}

const PROCESS = ["/healthz", "/readyz", "/readyz?for=writes", "/metrics", "/api/v1/openapi.json"];
const SIGN_IN = ["sign-in", "sign-out", "setup", "invitation", "password"].map((each) => `/api/auth/${each}`);

const pages = ({ slug = "none", flag_key = "none", segment_id = UNKNOWN }: Ids): string[] => [
  ...["/", "/sign-in", "/setup", "/invitation", "/docs", "/nowhere", "/projects"],
  ...["account", "members", "keys"].map((each) => `/settings/${each}`),
  ...["flags", "segments", "segments/new", "audit", "settings", "compare", "members", "keys"].map(
    (each) => `/projects/${slug}/${each}`,
  ),
  `/projects/${slug}/flags/${flag_key}?environment=production`,
  `/projects/${slug}/segments/${segment_id}`,
];

/** Some of each kind of file, and addresses that Next keeps for itself. */
function files(): string[] {
  const built = readdirSync(path.resolve(".next", "static"), { recursive: true, encoding: "utf8" }).sort();
  const some = [".js", ".css", ".woff2", ".json"].flatMap((ending) =>
    built.filter((name) => name.endsWith(ending)).slice(0, 3),
  );
  const own = ["", "chunks", "chunks/none.js", ...some].map((name) => `/_next/static/${name}`);
  const open = readdirSync(path.resolve("public")).map((name) => `/${name}`);
  return [
    ...own,
    ...open,
    ...["/_next/data/x/projects.json", "/_next/image?url=%2Ficon.svg&w=64&q=75", "/_next/postponed/resume"],
    ...["/_next/webpack-hmr", "/__nextjs_font/x", "/favicon.ico", "/.well-known/x", "/_error", "/_not-found", "/404"],
    ...["/500", "/_global-error", "/projects.rsc", "/sign-in.txt", "/projects.segments/_tree.segment.rsc"],
  ];
}

/** The paths of the API's description. */
function apiPaths(): string[] {
  const text = readFileSync(path.resolve("lib", "contract", "openapi.json"), "utf8");
  return Object.keys(z.object({ paths: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text)).paths);
}

const filled = (template: string, ids: Ids): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? UNKNOWN);
