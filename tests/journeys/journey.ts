import { expect } from "vitest";
import type { Project } from "@/lib/contract/project";
import type { ApiService } from "../support/api-service";
import type { Answer } from "../support/service";
import { Dice } from "../unit/analysis/worlds";
import { type Act, firstAct, nextAct } from "./acts";
import { checkAnswers } from "./check-answers";
import { checkFindings } from "./check-findings";
import { checkEntries, checkRevision } from "./check-history";
import { checkComparison, checkPromoted } from "./check-promotion";
import { checkStats } from "./check-stats";
import { Followers } from "./followers";
import { checkForecast, checkGuarded, checkRefusals, forecast } from "./forecasts";
import { people } from "./people";
import { type Environment, environments, readState, type State } from "./state";
import { expectSame, takeBack, takenBackBy } from "./take-back";

/** What a journey came across. */
interface Tally {
  acts: number;
  refused: number;
  claims: number;
  guarded: number;
  takenBack: number;
  atOnce: number;
  stale: number;
}

export const emptyTally = (): Tally => ({
  ...{ acts: 0, refused: 0, claims: 0, guarded: 0, takenBack: 0, atOnce: 0, stale: 0 },
});

const PEOPLE_FOR_CLAIMS = 150;
const PEOPLE_TO_EVALUATE = 2;
const PEOPLE_COUNTED = 10;
const MADE_FIRST = 12;
/** The last acts of a journey that failed. The seed gives the others. */
const SHOWN = 5;
const SHOWN_OF_A_LINE = 1_000;
const WITHOUT_EXPOSURE = "guard=no_new_exposure";

/** Random writes to a project of its own, each held against all that is claimed before, of and after it. */
export class Journey {
  readonly #dice: Dice;
  readonly #log: string[] = [];
  #state: State | undefined;

  private constructor(
    private readonly service: ApiService,
    private readonly project: Project,
    private readonly followers: ReadonlyMap<Environment, Followers>,
    private readonly tally: Tally,
    seed: number,
  ) {
    this.#dice = new Dice(seed);
  }

  static async begin(service: ApiService, seed: number, tally: Tally): Promise<Journey> {
    const project = await service.project({ environments });
    const followers = await Promise.all(
      environments.map(async (name) => [name, await Followers.follow(service, project, name)] as const),
    );
    return new Journey(service, project, new Map(followers), tally, seed);
  }

  /** @throws with all that was done */
  async go(steps: number): Promise<void> {
    try {
      this.#state = await readState(this.service, this.project);
      for (let made = 0; made < MADE_FIRST; made += 1) {
        await this.#send(firstAct({ dice: this.#dice, state: this.#now, projectId: this.project.id }));
        await this.#read();
      }
      for (let step = 0; step < steps; step += 1) {
        await (this.#dice.chance(8) ? this.#several() : this.#one());
        await this.#checkNow();
      }
      const asked = people(this.#dice, PEOPLE_COUNTED);
      await checkStats(this.service, this.project, this.#now, this.#dice.pick(environments), asked);
    } catch (error) {
      const lines = this.#log.slice(-SHOWN).map((line) => line.slice(0, SHOWN_OF_A_LINE));
      if (error instanceof Error) error.message += `\nAfter:\n${lines.join("\n")}`;
      throw error;
    } finally {
      for (const each of this.followers.values()) await each.close();
    }
  }

  get #now(): State {
    if (this.#state === undefined) throw new Error("The journey has not begun");
    return this.#state;
  }

  #next = (): Act => nextAct({ dice: this.#dice, state: this.#now, projectId: this.project.id });

  async #send(act: Act, query = "", headers: Record<string, string> = {}): Promise<Answer> {
    const path = query === "" ? act.path : `${act.path}${act.path.includes("?") ? "&" : "?"}${query}`;
    const answer = await this.service.call(act.method, path, { ...(act.body && { body: act.body }), headers });
    this.#log.push(`${act.method} ${path} ${JSON.stringify(act.body ?? null)} → ${answer.status} ${answer.text}`);
    expect(answer.status).toBeLessThan(500);
    this.tally.acts += 1;
    if (answer.status >= 400) this.tally.refused += 1;
    return answer;
  }

  /** Reads what there is, and holds it against what was there. */
  async #read(): Promise<State> {
    const before = this.#now;
    const after = await readState(this.service, this.project);
    checkRevision(before, after);
    checkEntries(before, after);
    this.#state = after;
    return after;
  }

  async #one(): Promise<void> {
    const act = this.#next();
    const before = this.#now;
    const asked = people(this.#dice, PEOPLE_FOR_CLAIMS);
    const said = await forecast(this.service, before, act);
    const tag = act.tagged === undefined ? null : (await this.service.call("GET", act.tagged)).headers.get("etag");
    const refused = act.guard !== undefined && this.#dice.chance(40) ? await this.#guarded(act) : undefined;
    if (refused === "made") return checkGuarded(act.guard ?? "as it is", before, await this.#read(), asked);
    const isTagged = tag !== null && this.#dice.chance(50);
    const answer = await this.#send(act, "", isTagged ? { "if-match": tag } : {});
    const after = await this.#read();
    if (said.dryRun !== undefined) expect(said.dryRun.status, said.dryRun.text).toBe(answer.status);
    if (answer.status >= 400) return expect(answer.status, answer.text).not.toBe(412);
    this.tally.claims += said.claims.length;
    checkForecast(said, before, after, asked);
    if (refused !== undefined) checkRefusals(refused, before, after, act.guard ?? "as it is");
    if (act.body?.include !== undefined) this.#checkPromoted(act, said.dryRun, answer);
    if (tag !== null && after.revision > before.revision) await this.#stale(act, tag);
    if (this.#dice.chance(30)) await this.#takeBack(before, after);
  }

  /** Makes a write only if a guard lets it pass. @returns the guard's refusal; undefined: it was refused otherwise */
  async #guarded(act: Act): Promise<Answer | "made" | undefined> {
    this.tally.guarded += 1;
    const answer = await this.#send(act, WITHOUT_EXPOSURE);
    if (answer.status < 300) return "made";
    await this.#read();
    return answer.body.guard === undefined ? undefined : answer;
  }

  #checkPromoted({ body = {} }: Act, dryRun: Answer | undefined, answer: Answer): void {
    const { flag_ids: ids, include } = body as { flag_ids: string[]; include: string[] };
    checkPromoted(this.#now, ids, include);
    const changed = ({ body: { data } }: Answer) =>
      data.flags.map(({ flag_id, changed: parts }: { flag_id: string; changed: string[] }) => [flag_id, parts]);
    if (dryRun !== undefined) expect(changed(dryRun)).toEqual(changed(answer));
  }

  /** What was read before a change is stale after it. */
  async #stale(act: Act, tag: string): Promise<void> {
    this.tally.stale += 1;
    const again = await this.#send(act, "", { "if-match": tag });
    // What the act itself has taken away is not there.
    expect([412, 404, 422], again.text).toContain(again.status);
    if (act.method !== "DELETE") expect(again.status, again.text).toBe(412);
    await this.#read();
  }

  async #takeBack(before: State, after: State): Promise<void> {
    const entry = takenBackBy(before, after);
    if (entry === undefined) return;
    const answer = await takeBack(this.service, entry);
    this.#log.push(`take back ${entry.action} → ${answer.status} ${answer.text}`);
    expect(answer.status, answer.text).toBe(200);
    this.tally.takenBack += 1;
    expectSame(await this.#read(), before);
  }

  /** Writes that meet. */
  async #several(): Promise<void> {
    this.tally.atOnce += 1;
    const acts = Array.from({ length: 2 + this.#dice.below(4) }, () => this.#next());
    await Promise.all(acts.map((act) => this.#send(act)));
    await this.#read();
  }

  async #checkNow(): Promise<void> {
    const state = this.#now;
    const asked = people(this.#dice, PEOPLE_TO_EVALUATE);
    for (const environment of environments) {
      const where = { service: this.service, project: this.project, state, environment, people: asked };
      await checkAnswers(where, this.followers.get(environment));
    }
    if (this.#dice.chance(30)) await checkFindings(this.service, state, this.#dice);
    if (!this.#dice.chance(25)) return;
    const [from, to] = this.#dice.pick([environments, ["staging", "production"] as const]);
    await checkComparison(this.service, this.project, state, [from, to], people(this.#dice, PEOPLE_FOR_CLAIMS));
  }
}
