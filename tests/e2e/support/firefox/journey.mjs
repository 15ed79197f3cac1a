import { Bidi } from "./bidi.mjs";
import { launchFirefox } from "./launch.mjs";
import { FirefoxPage, keys } from "./page.mjs";

/*
 * From the sign-in page to a flag that is served by a rule, in Firefox. Run by the test of the same journey, with
 * Node's flag for WebSocket; prints, as JSON, everything that the console complained about.
 *
 *   node --experimental-websocket journey.mjs FIREFOX URL PROJECT E-MAIL PASSWORD
 */

const [file = "", url = "", project = "", email = "", password = ""] = process.argv.slice(2);
/** @type {string[]} */
const complaints = [];

const firefox = await launchFirefox(file);
try {
  const bidi = await Bidi.connect(firefox.address, (method, { level, text }) => {
    if (method === "log.entryAdded" && (level === "error" || level === "warn")) complaints.push(`${level}: ${text}`);
  });
  await bidi.send("session.subscribe", { events: ["log.entryAdded"] });
  await bidi.send("script.addPreloadScript", { functionDeclaration: String(reportPolicyViolations) });
  const { contexts } = await bidi.send("browsingContext.getTree", {});
  await travel(new FirefoxPage(bidi, contexts[0].context));
  process.stdout.write(JSON.stringify(complaints));
} finally {
  await firefox.stop();
}

/** @param {FirefoxPage} page */
async function travel(page) {
  await page.open(`${url}/sign-in?next=/projects/${project}/flags`);
  await page.until("document.querySelector('[inert]') === null");
  await page.click("textbox", "E-mail");
  await page.type(`${email}${keys.tab}${password}${keys.enter}`);

  await page.click("button", "New flag");
  await page.click("textbox", "Name");
  await page.type("Firefox");
  await page.click("button", "Create flag");
  await page.until("location.pathname.endsWith('/flags/firefox')");

  await page.click("button", "Add rule");
  await page.click("button", "Add condition");
  await page.find("combobox", "Attribute");
  await page.type(`plan${keys.tab}${keys.tab}pro`);
  await page.click("button", "Add rule");
  await page.until("document.querySelector('[data-rule]')?.textContent.includes('plan') === true");
  await page.until("document.querySelector('form') === null");
  await page.click("switch", "Firefox in production");
  await page.until("document.querySelector('[role=switch][aria-label^=Firefox][aria-checked=true]') !== null");
  // The switch shows what is meant; the note comes when it is stored.
  await page.until("document.body.textContent.includes('Firefox is on in')");
}

/** Runs in the page: Firefox writes refusals to its console, which WebDriver does not tell of. */
function reportPolicyViolations() {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    console.error(`The policy's ${violatedDirective} refused ${blockedURI}`),
  );
}
