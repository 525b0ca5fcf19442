// The first start: three doors, reachable by keyboard alone, in light and dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

for (const look of ["light", "dark"]) {
  test(`the first start offers three doors (${look})`, async (t) => {
    const app = await openApp(t, { book: "none", dark: look === "dark" });
    await app.page.getByRole("button", { name: "Explore the sample book" }).waitFor();
    await app.page.getByRole("button", { name: "Import my accounts" }).waitFor();
    await app.page.getByRole("button", { name: "Start an empty book" }).waitFor();
    await app.shot(`start-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    assert.deepEqual(app.problems, []);
  });
}

test("an empty book says what to do, and N adds its first account", async (t) => {
  const app = await openApp(t, { book: "none" });
  const { page } = app;
  await page.getByRole("button", { name: "Start an empty book" }).waitFor();
  await page.keyboard.press("3");
  await page.getByRole("heading", { name: "No accounts yet" }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("n");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Kite & Co");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { level: 1, name: "Kite & Co" }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

test("the sample book is one key away and shows what is due", async (t) => {
  const app = await openApp(t, { book: "none" });
  await app.page.getByRole("button", { name: "Explore the sample book" }).waitFor();
  await app.page.keyboard.press("1");
  await app.page.locator("[data-row]").first().waitFor({ timeout: 60_000 });
  assert.deepEqual(app.problems, []);
});
