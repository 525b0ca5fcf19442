// The book by keyboard alone: move, find, open, search, add, undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

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
  // What is done with an account stands below it, without going there first.
  await page.getByRole("option", { name: `Write a call note with ${wanted}` }).waitFor();
  await app.shot("palette-light");
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
  await press(page.getByRole("button", { name: "Health 70 or less" }));
  await page.waitForFunction((count) => document.querySelectorAll("tbody tr").length < count, all);
  const some = await page.locator("tbody tr").count();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.locator("tr.cursor").waitFor();
  await app.until(() => page.locator("tbody tr").count(), some);
  await press(page.getByRole("button", { name: "Clear" }));
  await app.until(() => page.locator("tbody tr").count(), all);
});

test("the list as it is seen is exported as CSV", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { readFile } = await import("node:fs/promises");
  await page.locator("tr.cursor").waitFor();
  await press(page.getByRole("button", { name: "Export" }));
  await press(page.getByRole("button", { name: "As CSV" }));
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

test("a view is saved in the book, found on the other side of a restart, and forgotten with an undo", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("freight");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length < 20);
  const some = await page.locator("tbody tr").count();
  await page.keyboard.press("Enter");
  await press(page.getByRole("button", { name: "Save view" }));
  await page.keyboard.type("Freight");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Freight" }).waitFor();
  assert.deepEqual((await app.call("view_list", { list: "book" })).map((view) => view.name), ["Freight"]);
  await press(page.getByRole("button", { name: "All accounts" }));
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator("tr.cursor").waitFor();
  assert.ok((await page.locator("tbody tr").count()) > some);
  await press(page.getByRole("button", { name: "Freight" }));
  await page.waitForFunction((count) => document.querySelectorAll("tbody tr").length === count, some);
  assert.deepEqual(await app.accessibility(), []);
  await press(page.getByRole("button", { name: "Forget this view" }));
  await page.getByRole("button", { name: "Freight" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Freight" }).waitFor();
  assert.deepEqual(app.problems, []);
});

test("rows are picked by keyboard, given an owner and deleted, each with one undo", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const rows = async () => (await app.call("account_list")).rows;
  const before = (await rows()).length;
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("Shift+J");
  await page.keyboard.press("Shift+J");
  const bar = page.getByRole("group", { name: "Selection" });
  await bar.getByText("3 accounts selected").waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await app.shot("book-selection");
  await page.keyboard.press("Shift+O");
  await page.keyboard.type("Robin Vale");
  await page.keyboard.press("Enter");
  await page.getByText("3 accounts: owner Robin Vale").waitFor();
  assert.equal((await rows()).filter((row) => row.owner === "Robin Vale").length, 3);
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  assert.equal((await rows()).filter((row) => row.owner === "Robin Vale").length, 0);
  await page.keyboard.press("Shift+K");
  await bar.getByText("2 accounts selected").waitFor();
  await page.keyboard.press("Delete");
  await page.getByText("2 accounts moved to the trash").waitFor();
  assert.equal((await rows()).length, before - 2);
  await bar.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByText(/^Undone/).waitFor();
  assert.equal((await rows()).length, before);
  await page.keyboard.press("Control+a");
  await bar.getByText(`${before} accounts selected`).waitFor();
  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  assert.deepEqual(app.problems, []);
});
