import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { statusPage } from "../../../../src/cli/status/page/statusPage";
import type { StatusRow } from "../../../../src/cli/status/statusRow";
import { at, manyRows, row } from "./sampleRows";

const executablePath = process.env.PULUMI_INTUNE_CHROMIUM;
/** It asks nobody for anything: not for updates, not for its maker's services. */
const quietly = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
const axe = readFileSync(require.resolve("axe-core"), "utf8");
const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 900 };

(executablePath ? describe : describe.skip)(
  "the page of status --html, in Chromium (`npm run setup -- chromium` installs one)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-intune-page-"));
    let browser: Browser;

    beforeAll(async () => {
      const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await chromium.launch({ executablePath: String(executablePath), args: [...quietly, ...sandbox] });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(rows: readonly StatusRow[], options: BrowserContextOptions = {}) {
      const file = join(folder, "status.html");
      writeFileSync(file, statusPage(rows, at));
      const page = await browser.newPage({ viewport: desktop, ...options });
      const asked: string[] = [];
      const said: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("dialog", (dialog) => void dialog.dismiss().then(() => said.push(dialog.message())));
      page.on("console", (message) => said.push(message.text()));
      await page.goto(pathToFileURL(file).href);
      return { page, asked, said, address: pathToFileURL(file).href };
    }
    const shown = (page: Page) => page.locator("tbody tr:not(.month):visible").count();
    const matches = (page: Page) => page.getByRole("status").textContent();

    test("loads nothing besides itself, and runs nothing that a token brought along", async () => {
      const hostile = row({ displayName: "<img src=x onerror=alert(1)>", appleId: '"><script>alert(2)</script>' });
      const { page, asked, said, address } = await open([hostile]);
      expect(asked).toEqual([address]);
      expect(said).toEqual([]);
      expect(await page.getByRole("rowheader", { name: "<img src=x" }).count()).toBe(1);
      await page.close();
    });

    test.each([
      ["on a desktop, light", desktop, "light"],
      ["on a desktop, dark", desktop, "dark"],
      ["on a phone, light", phone, "light"],
      ["on a phone, dark", phone, "dark"],
    ] as const)("is accessible %s, and not wider than the screen", async (_, viewport, colorScheme) => {
      const { page } = await open(manyRows(30), { viewport, colorScheme });
      // The page's own policy forbids scripts from elsewhere, so axe is run by the browser's debugger.
      const found = await page.evaluate(`${axe}; axe.run().then(({ violations, passes }) => ({
      passes: passes.length,
      violations: violations.map(({ id, nodes }) => id + " " + nodes[0].html),
    }))`);
      expect(found).toEqual({ passes: expect.any(Number), violations: [] });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(viewport.width);
      await page.close();
    });

    test("finds tokens among 3,000 by words and by what is wrong, and says how many", async () => {
      const rows = manyRows(3000);
      const { page } = await open(rows);
      expect(await matches(page)).toBe("3,000 of 3,000 tokens");
      await page.getByRole("searchbox").fill("glasgow academy");
      const wanted = rows.filter(({ displayName = "" }) => /^Glasgow Academy/.test(displayName)).length;
      expect(wanted).toBeGreaterThan(0);
      expect(await matches(page)).toBe(`${wanted} of 3,000 tokens`);
      expect(await shown(page)).toBe(wanted);
      await page.getByRole("searchbox").fill("no such token");
      expect(await matches(page)).toBe("No token matches.");
      expect(await shown(page)).toBe(0);
      await page.getByRole("searchbox").fill("");
      await page.getByRole("radio", { name: "Expired", exact: true }).check();
      expect(await shown(page)).toBe(rows.filter(({ hasExpired }) => hasExpired).length);
      await page.close();
    });

    test("can be used with the keyboard alone", async () => {
      const { page } = await open(manyRows(30));
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the tokens");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.type("york");
      expect(await matches(page)).toBe(`${await shown(page)} of 30 tokens`);
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("radio", { name: "Expired", exact: true }).isChecked()).toBe(true);
      await page.close();
    });

    test("without scripts is a plain page with every token, and without a form that would do nothing", async () => {
      const { page } = await open(manyRows(30), { javaScriptEnabled: false });
      expect(await shown(page)).toBe(30);
      expect(await page.getByRole("searchbox").isVisible()).toBe(false);
      await page.close();
    });
  },
);
