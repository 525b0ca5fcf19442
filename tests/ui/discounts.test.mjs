// What a price depends on, by the keyboard alone: tiers, discounts on a line, a discount on the whole; and the signature and
// the void of it. Each sum stands beside its test, and is compared with the calculation on the screen and in the book.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keepLine, newLine, openAddendum, recordOf, signByKeys, type } from "./composer.mjs";
import { onPlanSeatsAndList, twoCriteria } from "./fixtures.mjs";
import { openApp } from "./harness.mjs";

const amounts = async (app, addendum) => (await recordOf(app, addendum)).lines.map((line) => line.amount.minor);

/** Waits until the calculation's total reads so, on the screen and on the page of the PDF. */
async function total(app, sum) {
  await app.page.waitForFunction((said) => document.querySelector(".ledger .total .chosen")?.textContent === said, `€${sum}`);
  await app.page.getByRole("img", { name: new RegExp(sum.replace(".", "\\.")) }).waitFor({ timeout: 20_000 });
}

// 40 to 50 seats on a list typed here: 420.00 up to 40, 400.00 above; 115 of 365 days.
for (const [word, sum, minor] of [
  // Each seat at its own tier: 40 x 420 + 10 x 400 = 20,800, less 16,800 = 4,000 a year x 115/365 = 1,260.27.
  ["Graduated", "1,260.27", 126027],
  // All seats at the tier reached: 50 x 400 = 20,000, less 16,800 = 3,200 a year x 115/365 = 1,008.22.
  ["By volume", "1,008.22", 100822],
]) {
  test(`tiers for one line: ${word.toLowerCase()}`, async (t) => {
    const app = await openApp(t, { dark: word === "Graduated" });
    const { page } = app;
    const { addendum } = await onPlanSeatsAndList(app);
    await openAddendum(app, addendum);
    await newLine(app, "Another quantity on a price list");
    await type(app, "Planner", "<Tab>", "50", "<Tab>", word, "<Tab>");
    const tier = (index, field) => page.getByRole("group", { name: `Tier ${index}` }).getByLabel(field);
    await tier(1, "Up to").and(page.locator(":focus")).waitFor();
    // Past the button that takes a tier away.
    await type(app, "40", "<Tab>", "420", "<Tab>", "<Tab>", "400");
    assert.equal(await tier(2, "Price of one").inputValue(), "400");
    await page.getByText(`€${sum} until the renewal`).waitFor();
    await app.shot(`addendum-tiers-${word === "Graduated" ? "dark" : "light"}`);
    assert.deepEqual(await app.accessibility(), []);
    await keepLine(app, 1);
    await total(app, sum);
    assert.deepEqual(await amounts(app, addendum), [minor]);
    assert.deepEqual(app.problems, []);
  });
}

/** Forecast at 4,800 a year in the editor, focus in its first discount: the catalogue gives quantity, price and period. */
async function forecastWithDiscount(app) {
  await newLine(app, "A new product");
  await type(app, "Forecast", "<Tab>", "<Tab>", "<Tab>", "<Tab>", "<Enter>");
  await app.page.getByRole("group", { name: "Discount 1" }).getByLabel("Discount").and(app.page.locator(":focus")).waitFor();
}

for (const [how, sum, minor] of [
  // 4,800 less 300 = 4,500 a year x 115/365 = 1,417.81.
  ["off each price period", "1,417.81", 141781],
  // 4,800 x 115/365 = 1,512.33, and 300 of that once: 1,512.3288 - 300 = 1,212.33.
  ["off once", "1,212.33", 121233],
]) {
  test(`a fixed discount, ${how}`, async (t) => {
    const app = await openApp(t);
    const { page } = app;
    const { addendum } = await onPlanSeatsAndList(app);
    await openAddendum(app, addendum);
    await forecastWithDiscount(app);
    await type(app, "300", "<Tab>", how);
    await page.getByText(`€${sum} until the renewal`).waitFor();
    await keepLine(app, 1);
    await total(app, sum);
    assert.deepEqual(await amounts(app, addendum), [minor]);
    assert.deepEqual(app.problems, []);
  });
}

test("a discount for years asks for a contract of so many", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  // Three years; the change begins 43 days before the last of them ends.
  const { addendum } = await onPlanSeatsAndList(app, { start: "2024-02-01", renewal: "2027-02-01" });
  await app.call("change_update", { id: addendum.change_id, effective_date: "2026-12-20" });
  await openAddendum(app, addendum);
  await forecastWithDiscount(app);
  await type(app, "15", "<Tab>", "% for a contract of years", "<Tab>", "4");
  const years = page.getByLabel("Years at least");
  await page.getByText(/needs 4 contract years, the contract has 3/).waitFor();
  await app.shot("addendum-discount-refused");
  assert.deepEqual(await app.accessibility(), []);
  assert.equal(await years.evaluate((field) => field === document.activeElement), true, "what is refused is typed over where it stands");
  await type(app, "<Control+a>", "3");
  // 4,800 less 15 % = 4,080 a year x 43/365 = 480.66.
  await page.getByText("€480.66 until the renewal").waitFor();
  await keepLine(app, 1);
  await total(app, "480.66");
  assert.deepEqual(await amounts(app, addendum), [48066]);
  assert.deepEqual(app.problems, []);
});

test("a discount on the whole is split over the lines to the cent", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const { addendum } = await onPlanSeatsAndList(app);
  await openAddendum(app, addendum);
  await newLine(app, "More of a line");
  await type(app, "Planner", "<Tab>", "10");
  await keepLine(app, 1);
  await newLine(app, "A new product");
  await type(app, "Forecast", "<Tab>");
  await keepLine(app, 2);
  // 10 x 420 = 4,200 and 4,800 a year x 115/365 = 1,323.29 and 1,512.33.
  assert.deepEqual(await amounts(app, addendum), [132329, 151233]);
  await page.keyboard.press("t");
  await page.getByLabel(/Off the whole/).and(page.locator(":focus")).waitFor();
  await type(app, "100", "<Tab>");
  // 2,835.62 - 100 = 2,735.62, split 4,200 : 4,800 into 1,276.62 and 1,459.00.
  await total(app, "2,735.62");
  await app.until(() => amounts(app, addendum), [127662, 145900]);
  await app.shot("addendum-header-discount");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

test("an addendum is signed and made void by keys, and both are taken back", async (t) => {
  const app = await openApp(t, { dark: true });
  const { page } = app;
  const { account, addendum } = await onPlanSeatsAndList(app);
  const criteria = await twoCriteria(app, account);
  // 6,000 + 40 x 420 + 3 x 10 = 22,830 a year; 10 seats more add 4,200.
  const counts = ({ line }) => line.start <= "2026-12-07" && (line.end ?? "2027") > "2026-12-07";
  const arr = async () => (await app.call("account_get", { id: account.id })).contracts[0].lines.filter(counts).reduce((sum, one) => sum + one.arr.minor, 0);
  const state = async () => (await app.call("document_get", { id: addendum.id })).document.state;
  await openAddendum(app, addendum);
  await newLine(app, "More of a line");
  await type(app, "Planner", "<Tab>", "10");
  await keepLine(app, 1);
  await signByKeys(app, criteria);
  assert.equal(await arr(), 2_703_000);

  await page.keyboard.press("v");
  await page.getByRole("dialog").getByLabel("Reason").and(page.locator(":focus")).waitFor();
  await type(app, "Signed by somebody without the authority");
  await app.shot("addendum-void-dark");
  assert.deepEqual(await app.accessibility(), []);
  await type(app, "<Control+Enter>");
  await page.getByText(/^A-2026-\d+ is void$/).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual([await state(), await arr()], ["void", 2_283_000]);
  await page.keyboard.press("Control+z");
  await app.until(async () => [await state(), await arr()], ["signed", 2_703_000]);
  await page.keyboard.press("Control+z");
  await app.until(async () => [await state(), await arr()], ["sent", 2_283_000]);
  assert.deepEqual(app.problems, []);
});
