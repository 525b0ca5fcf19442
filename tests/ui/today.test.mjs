// Today by keyboard: move, done, undo, put off, open; and a renewal recorded line by line.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const here = (page) => page.locator("[data-row][aria-current]");

for (const look of ["light", "dark"]) {
  test(`what is due is done, undone and put off by keyboard (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    await page.locator("tr.cursor").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await here(page).waitFor();
    const due = await app.call("today");
    assert.equal(await page.locator("[data-row]").count(), due.length);
    await app.shot(`today-${look}`);
    assert.deepEqual(await app.accessibility(), []);

    // The cursor and the focus go together.
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const second = due.filter((item) => item.group === "promises")[1];
    assert.match(await here(page).innerText(), new RegExp(second.account_name.replace(/[^\w ]/g, ".")));
    assert.equal(await here(page).evaluate((row) => row === document.activeElement), true);

    // Done takes the row away and the next one has the cursor; undo brings it back.
    await page.keyboard.press("d");
    await page.getByText(`Done: ${second.what}`, { exact: true }).waitFor();
    await page.waitForFunction((count) => document.querySelectorAll("[data-row]").length === count, due.length - 1);
    assert.equal((await app.call("task_list")).some((row) => row.task.id === second.task_id && row.task.state === "open"), false);
    await page.waitForFunction(() => document.activeElement?.matches("[data-row][aria-current]"));
    await page.keyboard.press("Control+z");
    await page.waitForFunction((count) => document.querySelectorAll("[data-row]").length === count, due.length);

    // 21 November 2026 is a Saturday: the Monday after is the 23rd.
    await page.keyboard.press("s");
    await page.getByRole("button", { name: /^Next Monday/ }).waitFor();
    await app.shot(`today-snooze-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText(/^Put off until Mon.* 23/).waitFor();
    assert.equal((await app.call("today")).length, due.length - 1);

    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Today" }).waitFor({ state: "detached" });
    assert.deepEqual(app.problems, []);
  });
}

test("a task of one's own comes to Today, and an empty Today says what it is for", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  await page.evaluate(() => (location.hash = "#/today"));
  await here(page).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("Order the cake for the launch");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-row]").getByText("Order the cake for the launch").first().waitFor();
  for (const item of await app.call("today")) await app.call("today_snooze", { id: item.id, until: "2027-11-21" });
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.locator("tr.cursor").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.getByRole("heading", { name: "Nothing is due" }).waitFor();
  await app.shot("today-empty");
  assert.deepEqual(app.problems, []);
});
