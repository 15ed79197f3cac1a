import { expect } from "vitest";
import type { Project } from "@/lib/contract/project";
import { compileRuleset, evaluate } from "@/lib/targeting";
import type { Guidon } from "@/packages/sdk/src/index";
import type { ApiService } from "../support/api-service";
import { type HeldRuleset, inOrder, patched } from "../support/ruleset-client";
import { startSdk } from "../support/sdk-client";
import { until } from "../support/server-process";
import { type OpenedStream, openStream } from "../support/sse";
import type { Person } from "./people";
import type { Environment } from "./state";

/** An SDK that follows an environment, and a client that reads the stream of its ruleset by the description alone. */
export class Followers {
  private constructor(
    private readonly service: ApiService,
    private readonly path: string,
    private readonly stream: OpenedStream,
    private held: HeldRuleset,
    private readonly sdk: Guidon,
  ) {}

  static async follow(
    service: ApiService,
    { id, slug }: Pick<Project, "id" | "slug">,
    environment: Environment,
  ): Promise<Followers> {
    const { key } = await service.createKey({ scopes: ["flags:ruleset"], projectSlugs: [slug] });
    const path = `/api/v1/flags/rulesets/${environment}`;
    const stream = await openStream(`${service.url}${path}/stream`, { authorization: `Bearer ${key}` });
    const put = await stream.next();
    const sdk = startSdk({ url: service.url, key, environment, counts: false });
    await sdk.ready();
    return new Followers(service, `${path}?project_id=${id}`, stream, JSON.parse(put?.data ?? ""), sdk);
  }

  /** Waits until both are at a revision, and holds the stream's ruleset against the whole. */
  async reach(revision: number): Promise<void> {
    while (this.held.revision < revision) {
      const event = await this.stream.next();
      if (event === undefined) throw new Error("The stream of the ruleset has ended");
      const data = JSON.parse(event.data ?? "");
      this.held = event.event === "put" ? data : patched(this.held, data);
    }
    expect(inOrder(this.held)).toEqual(inOrder(await this.service.data("GET", this.path)));
    await until(async () => (this.sdk.status().revision ?? 0) >= revision);
  }

  /** What a flag gives somebody by each of them. */
  answers(key: string, person: Person) {
    const own = evaluate(compileRuleset(this.held), key, person);
    const details = this.sdk.explain(key, person);
    return [own, details].map((each) => each && { value: each.value, reason: each.reason, rule_id: each.ruleId });
  }

  async close(): Promise<void> {
    this.stream.close();
    await this.sdk.close();
  }
}
