import type { Answer, Answers } from "./answers";
import type { Api } from "./api";
import { GuidonError } from "./guidon-error";
import type { Settings } from "./options";

/** An entry of `POST /flags/evaluations`. */
interface Entry {
  readonly flag_key: string;
  readonly rule_id: string | null;
  readonly variant: string | null;
  readonly reason: string;
  readonly is_code_default?: true;
  /** The served value, where it has no name. */
  readonly value?: unknown;
  count: number;
}

interface Batch {
  readonly id: string;
  /** The project whose flags were evaluated. Another key may be for another project, which must not get these. */
  readonly project: string;
  readonly entries: readonly Entry[];
}

/** The most entries in one request. */
const MOST_ENTRIES = 1_000;
/** While counts cannot be sent, further different answers are not counted beyond this number. */
const MOST_PENDING = 10_000;
/** The most that one entry may count. */
const MOST_COUNTED = 1_000_000_000;
/**
 * The longest JSON of a value that is reported, in UTF-16 units: a batch must not be larger than the server accepts.
 */
const LONGEST_VALUE = 200;

/** What happened to the counted evaluations. */
export interface CountsStatus {
  readonly sent: number;
  readonly dropped: number;
}

/**
 * Counts evaluations by flag, rule, variant and reason, and reports them in batches. Evaluation only increments a
 * number.
 */
export class Counts {
  readonly #pending = new Map<string, Entry>();
  /** A batch is sent again under its id until it is answered, so that nothing is counted twice. */
  readonly #batches: Batch[] = [];
  /** The project that is counted for; undefined: there was no ruleset yet, and so nothing to count. */
  #project: string | undefined;
  #sent = 0;
  #dropped = 0;

  constructor(
    private readonly answers: Answers,
    private readonly api: Api,
    private readonly settings: Pick<Settings, "environment" | "timing">,
  ) {}

  get status(): CountsStatus {
    return { sent: this.#sent, dropped: this.#dropped };
  }

  /** Collects the counts so far. What follows is counted for this project. */
  countFor(project: string): void {
    this.#collect();
    if (project === this.#project) return;
    this.#makeBatches();
    this.#project = project;
  }

  /** Sends the counts. What cannot be sent now is kept for the next time; what is refused is dropped. */
  async send(signal: AbortSignal): Promise<void> {
    this.#collect();
    if (this.#batches.length === 0) this.#makeBatches();
    for (let batch = this.#batches[0]; batch !== undefined; batch = this.#batches[0]) {
      const isTaken = await this.#post(batch, signal);
      if (isTaken === undefined) return;
      // Two calls may send at the same time. The server counts a batch once, and the first answer decides.
      const index = this.#batches.indexOf(batch);
      if (index === -1) continue;
      this.#batches.splice(index, 1);
      const sum = batch.entries.reduce((total, { count }) => total + count, 0);
      if (isTaken) this.#sent += sum;
      else this.#dropped += sum;
    }
  }

  #collect(): void {
    for (const answer of this.answers.drain()) {
      const entry = entryOf(answer);
      const key = JSON.stringify({ ...entry, count: 0 });
      const known = this.#pending.get(key);
      if (known !== undefined) known.count += entry.count;
      else if (this.#pending.size < MOST_PENDING) this.#pending.set(key, entry);
      else this.#dropped += entry.count;
    }
  }

  #makeBatches(): void {
    const project = this.#project;
    if (project === undefined) return;
    const entries = [...this.#pending.values()].flatMap((entry) => [...inParts(entry)]);
    this.#pending.clear();
    for (let at = 0; at < entries.length; at += MOST_ENTRIES) {
      this.#batches.push({ id: crypto.randomUUID(), project, entries: entries.slice(at, at + MOST_ENTRIES) });
    }
  }

  /** Whether the server accepted it; undefined: not yet. */
  async #post({ id, project, entries }: Batch, signal: AbortSignal): Promise<boolean | undefined> {
    const { environment, timing } = this.settings;
    const body = { project_id: project, environment, batch_id: id, evaluations: entries };
    try {
      await this.api.text("evaluations", { body, signal }, timing.request);
      return true;
    } catch (error) {
      return error instanceof GuidonError && error.isFinal ? false : undefined;
    }
  }
}

function entryOf({ evaluation, count }: Answer): Entry {
  const { flagKey, ruleId, variant = null, isCodeDefault, reason, value } = evaluation;
  const isTold = variant === null && !isCodeDefault && isShort(value);
  return {
    flag_key: flagKey,
    rule_id: ruleId,
    variant,
    reason,
    ...(isCodeDefault && { is_code_default: true }),
    ...(isTold && { value }),
    count,
  };
}

/** After a long time without the server, one answer may have been given more often than an entry can say. */
function* inParts(entry: Entry): Generator<Entry> {
  for (let left = entry.count; left > 0; left -= MOST_COUNTED) yield { ...entry, count: Math.min(left, MOST_COUNTED) };
}

/** A value that is nested too deeply to be serialised counts as long. */
function isShort(value: unknown): boolean {
  try {
    return JSON.stringify(value).length <= LONGEST_VALUE;
  } catch {
    return false;
  }
}
