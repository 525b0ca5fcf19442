// The addendum composer by the keyboard alone: every kind of line, what holds for the whole, approval, void; calculation and
// page follow each keystroke before anything is stored (how soon is measured by tests/desktop/keystroke.mjs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepLine, newLine, openAddendum, recordOf, type } from "./composer.mjs";
import { addMore, onPlanSeatsAndList, twoCriteria } from "./fixtures.mjs";
import { openApp, press } from "./harness.mjs";

test("every kind of line by the keyboard alone", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { addendum } = await onPlanSeatsAndList(app);
  await openAddendum(app, addendum);
  // More seats: line (already the first; down to the seats), quantity.
  await newLine(app, "More of a line");
  await type(app, "Planner", "<Tab>", "10");
  // 10 x 420 = 4,200 a year x 115/365 = 1,323.29: shown before it is stored.
  await page.getByText("€1,323.29 until the renewal, €4,200.00 a year").waitFor();
  await page.getByRole("img", { name: /1,323\.29/ }).waitFor();
  assert.equal(await recordOf(app, addendum), null, "nothing is stored while it is typed");
  await app.shot("addendum-editor-light");
  assert.deepEqual(await app.accessibility(), []);
  await keepLine(app, 1);

  await newLine(app, "A new product");
  await type(app, "Forecast", "<Tab>", "<Tab>", "<Tab>", "<Tab>");
  await page.keyboard.press("Enter");
  await type(app, "10");
  await keepLine(app, 2);

  await newLine(app, "Another plan instead of a line");
  await type(app, "Team", "<Tab>", "Business", "<Tab>", "1");
  await keepLine(app, 4);

  await newLine(app, "A fee, once");
  await type(app, "Rollout workshop", "<Tab>", "1", "<Tab>", "1200");
  await keepLine(app, 5);

  await newLine(app, "Another quantity on a price list");
  await type(app, "Storage", "<Tab>", "8");
  // T(8) - T(3) = 64 - 30 = 34 x 115/365 = 10.71.
  await keepLine(app, 6);

  await newLine(app, "A new product whose price rises in steps");
  await type(app, "Insights", "<Tab>", "1", "<Tab>", "<Tab>", "1000", "<Tab>", "<Tab>");
  await page.getByRole("group", { name: "Step 2" }).getByLabel("From", { exact: true }).fill("1 Feb 2027");
  await page.keyboard.press("Tab");
  await type(app, "1200");
  await keepLine(app, 8);

  const stored = await recordOf(app, addendum);
  const amounts = stored.lines.map((line) => [line.kind, line.amount.minor]);
  assert.deepEqual(amounts, [
    ["added_quantity", 132329],
    // 4,800 less 10 % = 4,320 x 115/365.
    ["added_product", 136110],
    ["plan_credit", -189041],
    ["plan_charge", 302466],
    ["one_time_fee", 120000],
    ["list_difference", 1071],
    // 1,000 x 56/365 and 1,200 x 59/365.
    ["ramp_step", 15342],
    ["ramp_step", 19397],
  ]);
  await app.shot("addendum-all-kinds-light");
  assert.deepEqual(await app.accessibility(), []);

  // The fewest keys to take a line out again: e edits, Esc leaves it.
  await page.keyboard.press("e");
  await page.getByLabel("How many more").waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Kind of change").waitFor({ state: "detached" });

  // What holds for the whole: a discount on it, then a total instead.
  await page.keyboard.press("t");
  await page.getByLabel(/Off the whole/).fill("100");
  await page.getByRole("img", { name: /5,276\.74/ }).waitFor({ timeout: 20_000 });
  await page.getByLabel(/Off the whole/).fill("");
  await page.keyboard.press("Tab");
  await page.getByLabel(/Agreed total/).fill("5000");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector(".ledger .total .chosen")?.textContent === "€5,000.00");
  const fitted = await recordOf(app, addendum);
  assert.equal(fitted.lines.reduce((sum, line) => sum + line.amount.minor, 0), 500000);
  assert.equal(fitted.totals.total.minor, 500000);
  await app.shot("addendum-agreed-light");
  assert.deepEqual(app.problems, []);
});

test("removal, extension and true-up are composed like the rest", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { addendum, contract } = await onPlanSeatsAndList(app);
  await openAddendum(app, addendum);
  await newLine(app, "Less of a line, or none");
  await page.keyboard.type("Planner");
  await page.keyboard.press("Tab");
  await page.keyboard.type("50");
  await page.getByText(/cannot be removed, the line has 40/).waitFor();
  await page.getByLabel("How many fewer").fill("5");
  await keepLine(app, 1);
  await newLine(app, "Used above what is paid for");
  await page.keyboard.type("Storage");
  await page.keyboard.press("Tab");
  await page.keyboard.type("4");
  await keepLine(app, 2);
  const stored = await recordOf(app, addendum);
  // -5 x 420 x 115/365 and 1 x 10 x 115/365.
  assert.deepEqual(stored.lines.map((line) => line.amount.minor), [-66164, 315]);
  await page.keyboard.press("x");
  await press(page.getByRole("radio", { name: "German" }), "Space");
  await page.getByText(/115 der 365 Tage des Vertragsjahres/).waitFor();
  await app.shot("addendum-explain-german");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Escape");
  // The last lines can go again; date and method stay.
  await press(page.getByRole("button", { name: "Remove Planner seat" }));
  await press(page.getByRole("button", { name: "Remove Storage" }));
  await page.getByText("Nothing yet: more seats").waitFor();
  assert.equal(await recordOf(app, addendum), null);

  // The renewal moves by half a year: the seats go on from the old renewal date, 183 of the 366 days of that year.
  await app.call("contract_update", { id: contract.id, set: { renewal_date: "2027-10-01" } });
  await page.reload();
  await page.getByLabel("Effective", { exact: true }).fill("1 Apr 2027");
  await page.keyboard.press("Tab");
  await app.until(async () => (await app.call("document_get", { id: addendum.id })).change.effective_date, "2027-04-01");
  await page.keyboard.press("Escape");
  await newLine(app, "A line that goes on to a moved renewal date");
  await page.keyboard.type("Planner");
  await keepLine(app, 1);
  assert.deepEqual((await recordOf(app, addendum)).lines.map((line) => line.amount.minor), [840000]);
  assert.deepEqual(app.problems, []);
});

test("an addendum on an addendum, and a void that names what builds on it", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, contract, addendum, seat } = await onPlanSeatsAndList(app);
  await twoCriteria(app, account);
  const view = async () => (await app.call("account_get", { id: account.id }));
  const signed = async (paper, quantity, product) => {
    await addMore(app, paper, account, product, quantity, "2026-12-07");
    await app.call("addendum_update", { id: paper.id, content: { ...paper.content, criteria: (await view()).criteria.map((one) => one.id), verbal_yes_on: "2026-11-20" } });
    await app.call("document_send", { id: paper.id });
    return app.call("addendum_sign", { id: paper.id });
  };
  await signed(addendum, "10", seat);
  const second = await app.call("addendum_create", { contract_id: contract.id });
  await signed(second, "5", seat);
  await openAddendum(app, addendum);
  await page.keyboard.press("v");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("withdrawn");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/Addendum 2 \(A-2026-\d+\) builds on this addendum/).waitFor();
  await app.shot("addendum-void-refused");
  await page.keyboard.press("Escape");
  await page.evaluate((id) => (location.hash = `#/account/${id}?tab=contract`), account.id);
  await page.getByRole("img", { name: /Addendum 1 on 7 Dec 2026; Addendum 2 on 7 Dec 2026/ }).waitFor();
  await page.getByRole("link", { name: "Addendum 2" }).waitFor();
  await app.shot("contract-two-addenda-light");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

test("a keystroke shows in calculation and page", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { account, addendum, seat, contract } = await onPlanSeatsAndList(app);
  await addMore(app, addendum, account, seat, "10");
  await openAddendum(app, addendum);
  await page.keyboard.press("e");
  await page.getByLabel("How many more").waitFor();
  await page.getByLabel("How many more").focus();
  const [sum, paper] = [page.locator(".ledger .total .chosen"), page.locator(".right .pages img")];
  const before = await Promise.all([sum.textContent(), paper.elementHandle()]);
  await page.keyboard.type("5");
  // Both follow at once: nobody has left the field.
  await page.waitForFunction(([text, picture]) => document.querySelector(".ledger .total .chosen").textContent !== text && !picture.isConnected, before);
  await page.keyboard.press("Escape");
  assert.equal((await recordOf(app, addendum)).lines[0].quantity, "10");
  assert.equal(contract.currency, "EUR");
  assert.deepEqual(app.problems, []);
});

for (const look of ["light", "dark"]) {
  test(`close to the renewal both ways stand side by side, and the picture marks every day (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark", height: 1100 });
    const { page } = app;
    const { account, addendum, seat } = await onPlanSeatsAndList(app, { start: "2024-02-01", renewal: "2027-02-01" });
    await addMore(app, addendum, account, seat, "25", "2026-12-20");
    await openAddendum(app, addendum);
    await page.getByText("recommended").waitFor();
    await page.getByRole("img", { name: /Contract years of 366, 365, 365 days/ }).waitFor();
    await app.shot(`addendum-near-renewal-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.evaluate((id) => (location.hash = `#/account/${id}?tab=contract`), account.id);
    await page.getByText("Next invoice").waitFor();
    await app.shot(`contract-near-renewal-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    assert.deepEqual(app.problems, []);
  });
}
