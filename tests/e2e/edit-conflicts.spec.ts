import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./support";
import { colleague } from "./support/colleague";

/** A save on a tag that is old is refused once, and the browser says so. */
const STALE = /status of 412/;

const question = (page: Page, who = "Edda Editor") =>
  page.getByRole("dialog", { name: new RegExp(`^${who} (has|have) changed this`) });

/** Of the same person, whose sessions elsewhere are windows for the page. */
const OWN_WINDOW = "You, in another window,";

/** Answers the one conflict that is asked about, and saves. */
async function choose(page: Page, side: "Edda Editor" | "You" | "Here", who?: string): Promise<void> {
  await question(page, who)
    .getByRole("radio", { name: new RegExp(`^${side}`) })
    .check();
  await question(page, who).getByRole("button", { name: "Save", exact: true }).click();
  await expect(question(page, who)).toBeHidden();
}

test("a segment: theirs is taken over on its page, and of the same condition one is chosen", async ({
  page,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(STALE);
  const segment = await api.makeSegment(project, "Pro", { rules: [{ key: "plan", operator: "equals", value: "pro" }] });
  const path = `/flags/segments/${segment.id}`;
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  const value = page.getByRole("textbox", { name: "Value" });
  await value.fill("mine");
  const theirs = { description: "Theirs", rules: [{ key: "plan", operator: "equals", value: "theirs" }] };
  await edda.call("PATCH", path, theirs);
  const notice = page.getByRole("region", { name: "Changed by Edda Editor" });
  await expect(notice).toContainText("You have changed the same: conditions");
  await expect(value).toHaveValue("mine");
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(question(page)).toContainText("plan is theirs");
  await choose(page, "You");
  await expect(page.getByText("Saved Pro")).toBeVisible();
  expect(await api.call("GET", path)).toMatchObject({ description: "Theirs", rules: [{ value: "mine" }] });

  await value.fill("mine again");
  await edda.call("PATCH", path, theirs);
  await notice.getByRole("button", { name: "Take over" }).click();
  await expect(value).toHaveValue("theirs");
  await expect(page.getByRole("button", { name: "Save segment" })).toBeDisabled();
});

test("ids that two people add to one list are both kept, and nobody is asked", async ({
  page,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(STALE);
  const list = (...ids: string[]) => ({ rules: [{ key: "user_id", operator: "in", value: ids }] });
  const segment = await api.makeSegment(project, "Beta", list("a", "b"));
  const path = `/flags/segments/${segment.id}`;
  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  const field = page.getByRole("textbox", { name: "Add values" });
  await field.fill("mine");
  await field.press("Enter");
  await edda.call("PATCH", path, list("b", "hers"));
  await expect(page.getByText("saving keeps both")).toBeVisible();
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Saved Beta")).toBeVisible();
  expect((await api.call("GET", path)).rules[0].value).toEqual(["b", "hers", "mine"]);
});

test("a flag's details: another field of theirs stays, and the same is asked about", async ({
  page,
  api,
  edda,
  project,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", tags: ["shop"] });
  await page.goto(`/projects/${project.slug}/flags/${flag.key}`);
  const open = async () => {
    await page.getByRole("button", { name: "Actions for the flag" }).click();
    await page.getByRole("menuitem", { name: "Edit details…" }).click();
  };
  await open();
  const details = page.getByRole("dialog", { name: "Edit details" });
  await details.getByLabel("Tags").fill("shop, mine");
  await edda.call("PATCH", `/flags/${flag.id}`, { name: "Cash desk", tags: ["shop", "hers"] });
  await expect(details.getByText("saving keeps both")).toBeVisible();
  await details.getByRole("button", { name: "Save" }).click();
  await expect(details).toBeHidden();
  expect(await api.call("GET", `/flags/${flag.id}`)).toMatchObject({
    name: "Cash desk",
    tags: ["shop", "hers", "mine"],
  });

  await open();
  await details.getByLabel("Name").fill("Mine");
  await edda.call("PATCH", `/flags/${flag.id}`, { name: "Hers" });
  await expect(details.getByText("You have changed the same: name")).toBeVisible();
  await details.getByRole("button", { name: "Save" }).click();
  await expect(question(page)).toBeVisible();
  await expectAccessible(page);
  await choose(page, "Edda Editor");
  await expect(details).toBeHidden();
  expect((await api.call("GET", `/flags/${flag.id}`)).name).toBe("Hers");
});

test("a flag's default value", async ({ page, api, edda, project }) => {
  const flag = await api.makeFlag(project, "limit", { flag_type: "number", default_value: 1, name: "Limit" });
  await page.goto(`/projects/${project.slug}/flags/${flag.key}`);
  await page.getByRole("region", { name: "Otherwise" }).getByRole("button", { name: "Change" }).click();
  const form = page.getByRole("region", { name: "Otherwise" });
  await form.getByRole("textbox").fill("2");
  await edda.call("PATCH", `/flags/${flag.id}`, { default_value: 3 });
  await expect(form.getByText("Edda Editor changed this flag just now")).toBeVisible();
  await form.getByRole("button", { name: "Save" }).click();
  await choose(page, "You");
  await expect(form.getByRole("textbox")).toBeHidden();
  expect((await api.call("GET", `/flags/${flag.id}`)).default_value).toEqual({ value: 2 });
});

test("a flag's schedule", async ({ page, api, edda, project }) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout" });
  await page.goto(`/projects/${project.slug}/flags/${flag.key}`);
  await page.getByRole("button", { name: "Actions for the flag" }).click();
  await page.getByRole("menuitem", { name: "Schedule…" }).click();
  await page.getByRole("dialog", { name: "Turn on or off at a time" }).getByLabel("On at").fill("2100-01-01T00:00");
  await edda.call("PATCH", `/flags/${flag.id}`, { scheduled_at: "2099-01-01T00:00:00Z" });
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  await choose(page, "Edda Editor");
  expect((await api.call("GET", `/flags/${flag.id}`)).scheduled_at).toBe("2099-01-01T00:00:00Z");
});

test("a project", async ({ page, api, project, baseURL }) => {
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Mine");
  const other = await colleague(baseURL, "admin");
  await other.call("PATCH", `/flags/projects/${project.id}`, {
    name: "Theirs",
    environments: [...project.environments, "qa"],
  });
  await other.dispose();
  const notice = page.getByRole("region", { name: "Changed by You, in another window" });
  await expect(notice).toContainText("You have changed the same: name");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(question(page, OWN_WINDOW)).toContainText("What is below was changed in both windows.");
  await choose(page, "Here", OWN_WINDOW);
  await expect(page.getByText("Saved the project")).toBeVisible();
  expect(await api.call("GET", `/flags/projects/${project.id}`)).toMatchObject({
    name: "Mine",
    environments: [...project.environments, "qa"],
  });
});

test("an environment: what another has changed of it stays, and the same is asked about", async ({
  page,
  api,
  project,
  baseURL,
}) => {
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByRole("button", { name: "Edit staging" }).click();
  const dialog = page.getByRole("dialog", { name: "Environment staging" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Mine");
  const path = `/flags/projects/${project.id}/environments/staging`;
  const other = await colleague(baseURL, "admin");
  await other.call("PATCH", path, { title: "Theirs", color: "teal" });
  await other.dispose();
  await dialog.getByRole("button", { name: "Save" }).click();
  await choose(page, "Here", OWN_WINDOW);
  await expect.poll(() => api.call("GET", path)).toMatchObject({ title: "Mine", color: "teal" });
});

test("a saved test user: attributes come together one by one", async ({ page, api, edda, project }) => {
  await api.makeFlag(project, "checkout", { name: "Checkout" });
  const context = { user_id: "mara", plan: "free" };
  const user = await api.call("POST", "/flags/test-users", { project_id: project.id, name: "Mara", context });
  await page.goto(`/projects/${project.slug}/flags/checkout`);
  const panel = page.getByRole("complementary", { name: "Test a user" });
  await panel.getByRole("button", { name: "Pick a saved user" }).click();
  await page.getByRole("option", { name: "Mara" }).click();
  await panel.getByRole("button", { name: "Actions for test users" }).click();
  await page.getByRole("menuitem", { name: /Save this user|Update/ }).click();
  await edda.call("PATCH", `/flags/test-users/${user.id}`, { context: { ...context, country: "US" } });
  await page.getByRole("dialog", { name: "Save test user" }).getByRole("button", { name: "Replace" }).click();
  await expect(page.getByRole("dialog", { name: "Save test user" })).toBeHidden();
  expect((await api.call("GET", `/flags/test-users/${user.id}`)).context).toEqual({ ...context, country: "US" });
});

test("a member's role", async ({ page, project, baseURL, consoleWatch }) => {
  consoleWatch.allow(/ERR_FAILED/);
  const other = await colleague(baseURL, "admin");
  const email = `role-${project.slug}@example.com`;
  const member = await other.call("POST", "/members", { name: `Mara ${project.slug}`, email, role: "viewer" });
  await page.goto("/settings/members");
  // What others do is not heard: the page is as it was when the role is chosen.
  const role = page.getByRole("combobox", { name: `Role of ${member.name}` });
  await expect(role).toHaveValue("viewer");
  await page.route(/\/api\/v1\/members$/, (route) => route.abort());
  await other.call("PATCH", `/members/${member.id}`, { role: "admin" });
  await role.selectOption("editor");
  await page.getByRole("alertdialog").getByRole("button", { name: "Change role" }).click();
  const dialog = page.getByRole("dialog", { name: "Someone else has changed this member, too" });
  await expect(dialog).toContainText("Admin");
  await page.unroute(/\/api\/v1\/members$/);
  await dialog.getByRole("radio", { name: /^Someone else/ }).check();
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(role).toHaveValue("admin");
  await other.call("DELETE", `/members/${member.id}`);
  await other.dispose();
});
