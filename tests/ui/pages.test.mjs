// A book longer than a page: the list is asked for by the page, and the keyboard reaches all of it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

const MORE = 450;

/** The sample book with accounts "Zone 1" to "Zone 450" behind its own. */
async function longBook(t) {
  const app = await openApp(t);
  const lines = Array.from({ length: MORE }, (_, at) => `Zone ${at + 1},Z-${at + 1}`);
  const file = path.join(app.folder, "zones.csv");
  await writeFile(file, `Account Name,Account ID\n${lines.join("\n")}\n`);
  await app.call("import_run", { kind: "accounts", file });
  await app.page.reload();
  await app.page.locator("tr.cursor").waitFor();
  return app;
}

const onCursor = (page, name) => page.waitForFunction((wanted) => document.querySelector("tr.cursor td .name")?.textContent === wanted, name);

/** The order was read from the engine. */
const ordered = (page) => page.locator("table[aria-busy=false]").waitFor();

test("End, Home and the order reach every row; only what is seen is drawn", async (t) => {
  const app = await longBook(t);
  const { page } = app;
  const all = (await app.call("account_list", { sort: "name" })).rows.map((row) => row.name);
  await press(page.getByRole("columnheader", { name: "Account" }).getByRole("button"));
  await ordered(page);
  await page.locator("table").focus();
  await page.keyboard.press("Home");
  await onCursor(page, all[0]);
  await page.keyboard.press("End");
  await onCursor(page, all.at(-1));
  assert.ok((await page.locator("tbody tr").count()) < 80, "the table draws what is seen");
  await page.keyboard.press("k");
  await onCursor(page, all.at(-2));
  // Another order keeps the cursor on its row: from the end of the names to the start.
  await press(page.getByRole("columnheader", { name: "Account" }).getByRole("button"));
  await ordered(page);
  await page.locator("table").focus();
  await page.keyboard.press("k");
  await onCursor(page, all.at(-1));
  await page.keyboard.press("Home");
  await onCursor(page, all.at(-1));
  await page.keyboard.press("/");
  await page.keyboard.type("zone 44");
  // 44, 144, 244, 344 and 440 to 449.
  await page.getByText(/^14 of/).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

test("a selection over all pages is changed, exported and taken back", async (t) => {
  const app = await longBook(t);
  const { page } = app;
  const { count } = await app.call("account_list", { limit: 0 });
  const bar = page.getByRole("group", { name: "Selection" });
  await page.keyboard.press("Control+a");
  await bar.getByText(`${count} accounts selected`).waitFor();
  await press(bar.getByRole("button", { name: "Excel" }));
  await page.getByText(`Exported ${count} rows`).waitFor();
  const bytes = await readFile(path.join(app.folder, "Accounts.xlsx"));
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  await page.locator("table").focus();
  await page.keyboard.press("Delete");
  await page.getByText(`${count} accounts moved to the trash`).waitFor();
  assert.equal((await app.call("account_list", { limit: 0 })).count, 0);
  await page.keyboard.press("Control+z");
  await page.locator("tr.cursor").waitFor();
  assert.equal((await app.call("account_list", { limit: 0 })).count, count);
  assert.deepEqual(app.problems, []);
});
