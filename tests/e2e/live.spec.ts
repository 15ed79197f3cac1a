import type { Page, Request } from "@playwright/test";
import { expect, expectAccessible, test } from "./support";
import { stateFile } from "./support/people";
import { card, makeRuleList, shownNames } from "./support/rules";

/** Within a second, on a machine that is busy with tests. */
const soon = { timeout: 5_000 };

const isStream = (request: Request): boolean => request.url().includes("/api/v1/flags/stream");

/** Done when the page hears of changes. */
async function untilListening(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType("resource").length)).toBeGreaterThan(0);
}

test("what a colleague changes is on the screen at once: lists, switches, cards, history", async ({
  page,
  api,
  edda,
  project,
}) => {
  const { flag, rules, url } = await makeRuleList(api, project, ["One", "Two"], { isDisjoint: true });
  await page.goto(`/projects/${project.slug}/flags`);
  await untilListening(page);
  const toggle = page.getByRole("switch", { name: "Checkout" });
  await expect(toggle).toBeChecked();
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: false });
  await expect(toggle).not.toBeChecked(soon);
  await edda.call("POST", "/flags", { project_id: project.id, key: "another", name: "Another", flag_type: "boolean" });
  await expect(page.getByRole("link", { name: "Another" })).toBeVisible(soon);

  await page.goto(url);
  await expect(shownNames(page)).toHaveText(["One", "Two"]);
  await edda.call("PUT", `/flags/${flag.id}/rules/order`, {
    environment: "production",
    rule_ids: rules.map(({ id }) => id).reverse(),
  });
  await expect(shownNames(page)).toHaveText(["Two", "One"], soon);
  await edda.call("PATCH", `/flags/${flag.id}/rules/${rules[0]?.id}`, { enabled: false });
  await expect(card(page, "One").getByRole("switch")).not.toBeChecked(soon);
  await edda.call("PATCH", `/flags/${flag.id}`, { name: "Cash desk" });
  await expect(page.getByRole("heading", { level: 1, name: "Cash desk" })).toBeVisible(soon);

  await page.goto(`/projects/${project.slug}/audit`);
  await expect(page.getByText("Edda Editor").first()).toBeVisible();
  const entries = page.getByRole("main").getByRole("listitem");
  const before = await entries.count();
  await edda.call("PATCH", `/flags/${flag.id}`, { description: "Pays" });
  await expect(entries).toHaveCount(before + 1, soon);
});

test("segments, project settings, members and keys are shown as others make them", async ({
  page,
  api,
  edda,
  project,
  baseURL,
}) => {
  const segment = await api.makeSegment(project, "Pro", {
    rules: [{ key: "plan", operator: "equals", value: "pro" }],
  });
  await page.goto(`/projects/${project.slug}/segments`);
  await edda.call("PATCH", `/flags/segments/${segment.id}`, { name: "Professionals" });
  await expect(page.getByRole("link", { name: "Professionals" })).toBeVisible(soon);

  await page.goto(`/projects/${project.slug}/segments/${segment.id}`);
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toHaveValue("Professionals");
  await edda.call("PATCH", `/flags/segments/${segment.id}`, { name: "Pros" });
  await expect(name).toHaveValue("Pros", soon);

  await page.goto(`/projects/${project.slug}/settings`);
  await api.call("PATCH", `/flags/projects/${project.id}`, { name: "Renamed shop" });
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Renamed shop", soon);

  const { colleague } = await import("./support/colleague");
  const ada = await colleague(baseURL, "admin");
  await page.goto("/settings/keys");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const key = await ada.call("POST", "/keys", { name: `Key of ${project.slug}`, scopes: ["flags:read"] });
  await expect(page.getByText(`Key of ${project.slug}`)).toBeVisible(soon);
  await ada.call("DELETE", `/keys/${key.id}`);

  await page.goto("/settings/members");
  const email = `${project.slug}@example.com`;
  const member = await ada.call("POST", "/members", { name: "Mara", email, role: "viewer" });
  await expect(page.getByText(email)).toBeVisible(soon);
  await ada.call("DELETE", `/members/${member.id}`);
  await expect(page.getByText(email)).toBeHidden(soon);
  await ada.dispose();
});

test("all pages of a browser share one stream, and another page takes over when that of the stream is closed", async ({
  context,
  api,
  edda,
  project,
}) => {
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  const streams: Page[] = [];
  context.on("request", (request) => {
    if (isStream(request)) streams.push(request.frame().page());
  });
  const pages = [await context.newPage(), await context.newPage()];
  for (const page of pages) await page.goto(`/projects/${project.slug}/flags`);
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: false });
  for (const page of pages) await expect(page.getByRole("switch", { name: "Checkout" })).not.toBeChecked(soon);
  expect(streams).toHaveLength(1);

  const [leader, other] = pages[0] === streams[0] ? pages : pages.toReversed();
  await leader?.close();
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: true });
  if (other === undefined) throw new Error("There are two pages");
  await expect(other.getByRole("switch", { name: "Checkout" })).toBeChecked(soon);
  expect(streams).toEqual([leader, other]);
});

test("a page that was offline catches up by itself with what it missed", async ({
  page,
  context,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|status of 50/);
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  await page.goto(`/projects/${project.slug}/flags`);
  const toggle = page.getByRole("switch", { name: "Checkout" });
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: false });
  await expect(toggle).not.toBeChecked(soon);
  await context.setOffline(true);
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: true, name: "Cash desk" });
  await expect(page.getByText("You are offline")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("switch", { name: "Cash desk" })).toBeChecked();
});

test("a stream that is answered with a failure is asked for again until it opens", async ({
  page,
  api,
  edda,
  project,
  consoleWatch,
}) => {
  consoleWatch.allow(/status of 503/);
  const flag = await api.makeFlag(project, "checkout", { name: "Checkout", enabled: true });
  let refusals = 0;
  await page.route(/\/flags\/stream/, (route) => {
    refusals += 1;
    return refusals > 2 ? route.fallback() : route.fulfill({ status: 503, body: "{}" });
  });
  await page.goto(`/projects/${project.slug}/flags`);
  await edda.call("PATCH", `/flags/${flag.id}`, { enabled: false });
  await expect(page.getByRole("switch", { name: "Checkout" })).not.toBeChecked();
  expect(refusals).toBe(3);
});

test("who else looks at a flag stands in its head, by initials with their name, for as long as they do", async ({
  page,
  browser,
  api,
  project,
  baseURL,
}) => {
  const { url } = await makeRuleList(api, project, ["One"]);
  await page.goto(url);
  const viewers = page.getByRole("list", { name: "Also looking at this flag" });
  await expect(viewers).toHaveCount(0);
  const elsewhere = await browser.newContext({ storageState: stateFile("editor"), ...(baseURL && { baseURL }) });
  const hers = await elsewhere.newPage();
  await hers.goto(url);
  const edda = viewers.getByRole("button", { name: "Edda Editor" });
  await expect(edda).toHaveText("EE", soon);
  await expect(hers.getByRole("list", { name: "Also looking at this flag" })).toContainText("AA");
  await edda.focus();
  await expectAccessible(page);
  await hers.goto(`/projects/${project.slug}/flags`);
  await expect(viewers).toHaveCount(0, soon);
  await elsewhere.close();
});

test("a page says nothing of what it has changed itself", async ({ page, api, project }) => {
  const { flag, url } = await makeRuleList(api, project, ["One"]);
  await page.goto(url);
  await card(page, "One").getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("form", { name: "Rule 1" });
  await editor.getByRole("textbox", { name: "Name" }).fill("Mine");
  // A change of the page's own beside the editor: the environment's switch.
  await page.getByRole("switch", { name: "Checkout in production" }).click();
  const isOn = async () => (await api.call("GET", `/flags/${flag.id}`)).environments.production.enabled;
  await expect.poll(isOn).toBe(false);
  await editor.getByRole("button", { name: "Save rule" }).click();
  await expect(editor).toBeHidden();
  await expect(page.getByText("just now")).toHaveCount(0);
});
