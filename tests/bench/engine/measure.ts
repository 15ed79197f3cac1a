import type { Subject } from "./peers/peer";

const ROUNDS = 15;
/** How long one subject works in one round, in milliseconds. */
const ROUND_TIME = 20;

/** Contexts that every subject answers alike: a rollout draws differently in every product. */
export async function agreedContexts(subjects: readonly Subject[], count: number, most: number): Promise<number[]> {
  const agreed: number[] = [];
  for (let context = 0; context < count && agreed.length < most; context += 1) {
    const answers = await Promise.all(subjects.map(async (subject) => (await subject.answers(context)).join()));
    if (new Set(answers).size === 1) agreed.push(context);
  }
  return agreed;
}

/**
 * Median nanoseconds of one operation, for each subject; rounds take turns so that a slow moment hits all alike. It is
 * the process's CPU time (user and system, with its garbage collector's): on a machine that does other work as well,
 * the clock on the wall would measure that too.
 */
export async function measure(subjects: readonly Subject[], contexts: readonly number[]): Promise<number[]> {
  const works: (readonly number[])[] = [];
  for (const subject of subjects) works.push(await calibrate(subject, contexts));
  const times = subjects.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, subject] of subjects.entries()) {
      const work = works[index] ?? contexts;
      times[index]?.push((await time(subject, work)) / work.length);
    }
  }
  return times.map((samples) => median(samples) * 1e6);
}

/** The contexts, round and round, as often as fills a round of measuring; found after the code is warm. */
async function calibrate(subject: Subject, contexts: readonly number[]): Promise<readonly number[]> {
  // Written down beforehand: finding the next context would be charged to every engine alike, and weigh most on the
  // fastest.
  const repeat = (count: number) => Array.from({ length: count }, (_, at) => contexts[at % contexts.length] ?? 0);
  let work = repeat(1);
  while ((await time(subject, work)) < ROUND_TIME) work = repeat(work.length * 2);
  const warm = await time(subject, work);
  return repeat(Math.max(1, Math.round((work.length * ROUND_TIME) / warm)));
}

async function time(subject: Subject, work: readonly number[]): Promise<number> {
  const start = process.cpuUsage();
  await subject.run(work);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
