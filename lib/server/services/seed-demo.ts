import { createFlagSchema } from "@/lib/contract/flag";
import { createProjectSchema, type Project } from "@/lib/contract/project";
import { createRuleProblems, createRuleSchema } from "@/lib/contract/rule";
import { createSegmentSchema } from "@/lib/contract/segment";
import { createTestUserSchema } from "@/lib/contract/test-user";
import { paymentFlags } from "../demo/payment-flags";
import { productFlags } from "../demo/product-flags";
import { demoSegments } from "../demo/segments";
import type { DemoFlag, DemoRule, DemoTestUser } from "../demo/shapes";
import { demoTestUsers } from "../demo/test-users";
import { invalid, ServiceError } from "../service-error";
import type { FlagResource } from "./flag-resource";
import { createFlag } from "./flags";
import { createProject, deleteProject, listProjects } from "./projects";
import { createRule } from "./rules";
import { createSegment } from "./segments";
import { createTestUser } from "./test-users";
import type { WriteContext } from "./write-context";

const SLUG = "ledgerline";

export interface SeededDemo {
  projectId: string;
  slug: string;
  /** False: it existed, and nothing was changed. */
  isNew: boolean;
}

type SegmentIds = ReadonlyMap<string, string>;

/**
 * Makes the demo project, as a product team would, unless it exists. Everything passes the API's schemas and services,
 * so that the API would accept it, and the audit log is complete. If it fails, the project is deleted, so that the next
 * run starts again.
 */
export async function seedDemo(context: WriteContext): Promise<SeededDemo> {
  // A condition on the request does not apply to what it creates.
  const write: WriteContext = { ...context, ifMatch: null };
  const project = await createDemoProject(write);
  if (project === null) return { ...(await findDemoProject()), isNew: false };
  try {
    const segments = await createSegments(project, write);
    const flags = new Map<string, string>();
    for (const flag of [...productFlags, ...paymentFlags]) {
      flags.set(flag.key, await createDemoFlag(project, flag, segments, write));
    }
    for (const user of demoTestUsers) await createDemoTestUser(project, user, flags, write);
  } catch (error) {
    await deleteProject(project.id, project.slug, write);
    throw error;
  }
  return { projectId: project.id, slug: project.slug, isNew: true };
}

/** Null when the slug is taken. The database decides, so that two concurrent calls make one. */
async function createDemoProject(write: WriteContext): Promise<Project | null> {
  try {
    return await createProject(createProjectSchema.parse({ name: "Ledgerline", slug: SLUG }), write);
  } catch (error) {
    if (error instanceof ServiceError && error.code === "conflict") return null;
    throw error;
  }
}

async function findDemoProject(): Promise<Pick<SeededDemo, "projectId" | "slug">> {
  const { items } = await listProjects({}, null);
  const found = items.find(({ slug }) => slug === SLUG);
  if (found === undefined) throw new Error("The demo project was deleted while it was looked for: try again.");
  return { projectId: found.id, slug: found.slug };
}

async function createSegments(project: Project, write: WriteContext): Promise<SegmentIds> {
  const ids = new Map<string, string>();
  for (const segment of demoSegments) {
    const { id, name } = await createSegment(createSegmentSchema.parse({ ...segment, project_id: project.id }), write);
    ids.set(name, id);
  }
  return ids;
}

async function createDemoFlag(
  project: Project,
  { rules, scheduledInDays, ...fields }: DemoFlag,
  segments: SegmentIds,
  write: WriteContext,
): Promise<string> {
  const scheduled = scheduledInDays === undefined ? {} : { scheduled_at: nineInTheMorning(scheduledInDays) };
  const input = createFlagSchema.parse({ ...fields, ...scheduled, project_id: project.id });
  const resource: FlagResource = { flag: await createFlag(input, write), project };
  for (const [environment, list] of Object.entries(rules)) {
    for (const rule of list) await createDemoRule(resource, environment, rule, segments, write);
  }
  return resource.flag.id;
}

async function createDemoRule(
  resource: FlagResource,
  environment: string,
  { segment, ...fields }: DemoRule,
  segments: SegmentIds,
  write: WriteContext,
): Promise<void> {
  // An unknown name becomes an empty id, which the schema refuses.
  const link = segment === undefined ? {} : { segment_id: segments.get(segment) ?? "" };
  const body = { ...fields, ...link, environment };
  const problems = createRuleProblems(body, resource);
  if (Object.keys(problems).length > 0) throw invalid(problems);
  await createRule(resource, createRuleSchema.parse(body), write);
}

async function createDemoTestUser(
  project: Project,
  { expects, ...fields }: DemoTestUser,
  flags: ReadonlyMap<string, string>,
  write: WriteContext,
): Promise<void> {
  const expectations = Object.entries(expects).map(([key, value]) => ({
    // As above: an unknown key is refused.
    flag_id: flags.get(key) ?? "",
    environment: "production",
    value,
  }));
  await createTestUser(createTestUserSchema.parse({ ...fields, expectations, project_id: project.id }), write);
}

function nineInTheMorning(days: number): string {
  const date = new Date();
  date.setUTCDate(date.getUTCDate() + days);
  date.setUTCHours(9, 0, 0, 0);
  return date.toISOString();
}
