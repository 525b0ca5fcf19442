// Today by keyboard: move, done, undo, put off, open; a renewal recorded line by line; white space.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

/** As they stand on the screen: what is late first, then the groups. */
const shown = (due) => [...due.filter((item) => item.days < 0), ...due.filter((item) => item.days >= 0)];
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
    const overdue = page.getByRole("region", { name: /^Overdue/ });
    assert.equal(await overdue.locator("[data-row]").count(), due.filter((item) => item.days < 0).length);
    assert.equal(await page.locator("section").first().getAttribute("aria-labelledby"), "due-late");
    // No name, no task and no rule is cut, also in the smallest window.
    for (const size of [{ width: 1024, height: 700 }, { width: 1280, height: 820 }]) {
      await page.setViewportSize(size);
      const cut = await page.locator("[data-row] > span").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent));
      assert.deepEqual(cut, []);
    }

    // The cursor and the focus go together.
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const second = shown(due)[1];
    assert.match(await here(page).innerText(), new RegExp(second.account_name.replace(/[^\w ]/g, ".")));
    assert.equal(await here(page).evaluate((row) => row === document.activeElement), true);

    // Done takes the row away and the next one has the cursor; undo brings it back.
    await page.keyboard.press("d");
    await page.getByRole("paragraph").filter({ hasText: `Done: ${second.what}` }).waitFor();
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

test("a renewal for less is recorded from Today with its reason and its lines", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const due = await app.call("today");
  // A renewal with a line that can shrink, so that the sum is known: one unit fewer.
  let found = null;
  for (const item of due.filter((one) => one.id.startsWith("renewal:"))) {
    const { contracts } = await app.call("account_get", { id: item.account_id });
    const view = contracts.find((one) => one.contract.id === item.opens_id);
    const lines = view.lines.filter(({ line }) => line.kind === "recurring" && !line.trial && line.start < item.due && (line.end === null || line.end > item.due));
    if (lines.length > 0 && lines.every(({ line }) => line.period !== "term") && Number(lines[0].line.quantity) > 1) {
      found = { item, view, first: lines[0] };
      break;
    }
  }
  assert.ok(found, "the sample book has a renewal in 120 days");
  const { item, view, first } = found;
  await page.evaluate(() => (location.hash = "#/today"));
  await here(page).waitFor();
  for (let at = 0; at < shown(due).indexOf(item); at += 1) await page.keyboard.press("j");
  await page.keyboard.press("d");
  await page.getByRole("dialog").waitFor();
  await press(page.getByRole("radio", { name: "For less" }), "Space");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Less than before needs its reason.").waitFor();
  await page.getByLabel("Why").fill("One team moved to the plant's own tool");
  // What was said at the field goes with the first letters.
  await page.getByText("Less than before needs its reason.").waitFor({ state: "detached" });
  await page.getByLabel("Their words").fill("We do not need that last seat any more");
  const fewer = String(Number(first.line.quantity) - 1);
  await page.getByRole("group", { name: first.product_name }).first().getByLabel("Quantity").fill(fewer);
  await app.shot("renewal-light");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByText(/renewed for less/).waitFor();

  const after = await app.call("account_get", { id: item.account_id });
  const renewed = after.contracts.find((one) => one.contract.id === view.contract.id);
  assert.ok(renewed.contract.renewal_date > view.contract.renewal_date);
  const line = renewed.lines.find((one) => one.line.origin === "renewal" && one.product_name === first.product_name && one.line.start === view.contract.renewal_date);
  assert.equal(Number(line.line.quantity), Number(fewer));
  const [loss] = await app.call("loss_list", { id: item.account_id });
  assert.equal(loss.kind, "downgrade");
  assert.equal(loss.words, "We do not need that last seat any more");

  await page.evaluate((id) => (location.hash = `#/account/${id}?tab=contract`), item.account_id);
  await page.getByRole("heading", { name: "Losses" }).waitFor();
  await app.shot("renewal-after");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

for (const look of ["light", "dark"]) {
  test(`white space is added, changed and summed (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const account = (await app.call("account_list")).rows.find((row) => row.name === "Bellwether Cold Chain");
    const before = await app.call("white_space_list", { id: account.id });
    await page.evaluate((id) => (location.hash = `#/account/${id}?tab=space`), account.id);
    await page.getByRole("heading", { level: 2, name: "White space" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("dialog").waitFor();
    await page.getByLabel("Unit or department").fill("Dock 7");
    await page.getByLabel("Would add a year").fill("12500");
    await page.getByLabel("Quarter").fill("2027 q2");
    await app.shot(`white-space-form-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("Control+Enter");
    await page.getByText("White space added").waitFor();
    const after = await app.call("white_space_list", { id: account.id });
    assert.equal(after.length, before.length + 1);
    const made = after.find((item) => item.department === "Dock 7");
    assert.equal(made.arr_minor, 1_250_000);
    assert.equal(made.quarter, "2027Q2");
    await page.getByRole("button", { name: "Seats, Dock 7", exact: true }).waitFor();
    await app.settled();
    await app.shot(`white-space-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    assert.deepEqual(app.problems, []);
  });
}
