// The book by keyboard alone: move, find, open, search, add, undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

test("J and K move the cursor and Enter opens the account under it", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const name = await page.locator("tr.cursor td .name").first().innerText();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "Book" }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("the palette finds an account and goes there; focus comes back after Esc", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { rows } = await app.call("account_list");
  const wanted = rows.at(-1).name;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Accounts");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(wanted);
  await page.getByRole("option", { name: wanted }).first().waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: wanted }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("an account is added, undone with Ctrl+Z and brought back", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const before = (await app.call("account_list")).rows.length;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.type("Aldergrove Optics");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Aldergrove Optics" }).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before + 1);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before);
  await page.keyboard.press("Control+Shift+z");
  await page.getByText(/^Done again/).waitFor();
  assert.equal((await app.call("account_list")).rows.length, before + 1);
});

test("filters narrow the list, are kept on the way back, and can be cleared", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.locator("tr.cursor").waitFor();
  const all = await page.locator("tbody tr").count();
  await page.getByRole("button", { name: "Health 70 or less" }).click();
  const some = await page.locator("tbody tr").count();
  assert.ok(some < all, `${some} of ${all}`);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.locator("tr.cursor").waitFor();
  assert.equal(await page.locator("tbody tr").count(), some);
  await page.getByRole("button", { name: "Clear" }).click();
  assert.equal(await page.locator("tbody tr").count(), all);
});

test("the list as it is seen is exported as CSV", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { readFile } = await import("node:fs/promises");
  await page.locator("tr.cursor").waitFor();
  await page.getByRole("button", { name: "CSV" }).click();
  await page.getByText(/^Exported/).waitFor();
  const text = await readFile(`${app.folder}/Accounts.csv`, "utf8");
  const { rows } = await app.call("account_list");
  assert.equal(text.trim().split("\r\n").length, rows.length + 1);
  assert.match(text, /^Account,ARR,/);
});

test("question mark lists the keys of this screen", async (t) => {
  const app = await openApp(t);
  await app.page.locator("tr.cursor").waitFor();
  await app.page.keyboard.press("?");
  const sheet = app.page.getByRole("dialog", { name: "Keys of this screen" });
  await sheet.waitFor();
  await sheet.getByText("Search and commands").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});
