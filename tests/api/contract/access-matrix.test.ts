import { beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "@/lib/contract/scope";
import { sharedService } from "../../support/api-service";
import {
  bearer,
  FORBIDDEN,
  INSUFFICIENT,
  makeFixture,
  said,
  sendRow,
  toldOfProduction,
} from "./authorization-requests";
import { type Fixture, type Row, rows } from "./authorization-rows";

const service = sharedService();

/** From least to most. */
const ranks: readonly Scope[] = ["flags:evaluate", "flags:ruleset", "flags:read", "flags:write"];
const SHOP = "https://shop.example.com";

/** What a key is made with. Undefined: no limit. */
interface Made {
  kind: "server" | "client";
  scope: Scope;
  project: "this" | "another" | undefined;
  environments: string[] | undefined;
  origins: string[] | undefined;
}

const environments = [undefined, ["production"], ["staging"], ["production", "staging"]];
/** Where a key is refused for its project, its environments are not looked at. */
const places = [
  ...environments.map((names) => ({ project: undefined, environments: names })),
  ...environments.map((names) => ({ project: "this", environments: names }) as const),
  { project: "another", environments: undefined } as const,
];

const servers = ranks.map((scope) => ({ kind: "server", scope, origins: undefined }) as const);
const clients = [undefined, [SHOP]].map((origins) => ({ kind: "client", scope: "flags:evaluate", origins }) as const);

const keys = [...servers, ...clients].flatMap((key) => places.map((place): Made => ({ ...key, ...place })));

/** The refusal that such a key must get; undefined: none. Written from the contract, and not from the code. */
function refusal(key: Made, row: Row, origin: string | undefined): { error: string } | undefined {
  if (origin !== undefined && key.origins?.includes(origin) === false) return FORBIDDEN;
  if (row.isForPeople || ranks.indexOf(key.scope) < ranks.indexOf(row.scope)) return INSUFFICIENT;
  const isElsewhere = key.project === "another" && row.elsewhere === undefined;
  if (isElsewhere || (key.project !== undefined && row.limited === 403)) return FORBIDDEN;
  if (key.environments === undefined) return undefined;
  return row.reach?.every((name) => key.environments?.includes(name)) ? undefined : FORBIDDEN;
}

let fixture: Fixture;
let made: (Made & { key: string })[];

beforeAll(async () => {
  fixture = await makeFixture(service);
  const { slug: another } = await service.project();
  const make = async (wanted: Made) => {
    const { kind, scope, project, environments: names, origins } = wanted;
    const { key } = await service.createKey({
      kind,
      scopes: [scope],
      ...(project !== undefined && { projectSlugs: [project === "this" ? fixture.slug : another] }),
      ...(names !== undefined && { environments: names }),
      ...(origins !== undefined && { allowedOrigins: origins }),
    });
    return { ...wanted, key };
  };
  made = await Promise.all(keys.map(make));
});

// Whatever a write makes of it: what is asked here is whether it was let in. No resource has this tag, so that nothing
// is changed by those that take one.
const STALE = { "if-match": '"stale"' };

describe.each(Object.entries(rows))("%s", (route, row) => {
  test.each(row.isCrossOrigin ? [undefined, SHOP, "https://else.example.com"] : [undefined])(
    "a route lets in whom the contract lets in, and nobody else, and tells nobody of another environment, from %s",
    async (origin) => {
      const headers = { ...STALE, ...(origin !== undefined && { origin }) };
      const told = async ({ key, ...wanted }: Made & { key: string }) => {
        const { status, body } = await sendRow(service, route, row, fixture, { ...headers, ...bearer(key) });
        const isRefused = status === 401 || status === 403;
        const sees = wanted.environments?.includes("production") ?? true;
        return {
          ...wanted,
          refused: isRefused ? { status, body } : undefined,
          leaked: sees ? [] : toldOfProduction(body),
        };
      };
      const wanted = made.map(({ key: _, ...key }) => {
        const reason = refusal(key, row, origin);
        return { ...key, refused: reason && { status: 403, body: said(row, reason) }, leaked: [] };
      });
      expect(await Promise.all(made.map(told))).toEqual(wanted);
    },
  );
});
