// The price book from the screens: a bundle, tiers, and a price below its floor that somebody agreed to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp, press } from "./harness.mjs";

test("a bundle and a price in tiers are kept in the catalogue", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const products = await app.call("product_list");
  const priced = products.filter((one) => one.prices.some((price) => price.currency === "USD" && price.period === "year"));
  await page.evaluate(() => (location.hash = "#/settings?at=catalogue"));
  await page.getByRole("heading", { level: 2, name: "Bundles" }).waitFor();
  await page.keyboard.press("u");
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("Name").fill("Start set");
  await page.getByLabel("Price of all").fill("5000");
  await page.getByLabel("Currency").fill("USD");
  await page.getByRole("group", { name: "Part 1" }).getByLabel("Product").selectOption(priced[0].product.id);
  await page.getByRole("group", { name: "Part 2" }).getByLabel("Product").selectOption(priced[1].product.id);
  await app.shot("bundle-form");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByText("Start set saved").waitFor();
  const [bundle] = await app.call("bundle_list");
  assert.equal(bundle.parts.length, 2);
  // The parts' amounts are the bundle's price again, to the cent.
  const items = await app.call("bundle_items", { id: bundle.id });
  assert.equal(items.reduce((sum, item) => sum + Number(item.quantity) * Number(item.unit_price), 0), 5000);

  await press(page.getByRole("button", { name: `Edit ${priced[0].product.name}`, exact: true }));
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("Depends on the quantity").selectOption("volume");
  await page.getByRole("group", { name: "Tier 1" }).getByLabel("Up to").fill("10");
  await page.getByRole("group", { name: "Tier 1" }).getByLabel("Price of one").fill("6000");
  await page.getByRole("group", { name: "Tier 2" }).getByLabel("Price of one").fill("5500");
  await app.shot("tiers-form");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const after = (await app.call("product_list")).find((one) => one.product.id === priced[0].product.id);
  assert.equal(after.prices.filter((price) => price.tiers?.kind === "volume").length, 1);
  await app.shot("catalogue-bundles");
  assert.deepEqual(await app.accessibility(), []);
  assert.deepEqual(app.problems, []);
});

test("a bundle joins a change, and a price below its floor asks who agreed", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const products = await app.call("product_list");
  const [floored, other] = products.filter((one) => one.prices.some((price) => price.currency === "USD" && price.period === "year" && price.floor_price !== null));
  // Both parts for 50.00: far below any floor.
  await app.call("bundle_save", { name: "Start set", currency: "USD", period: "year", price: "50", parts: [floored, other].map((one) => ({ product_id: one.product.id, quantity: "1" })) });
  const account = await app.call("account_create", { name: "Aldergrove Optics", currency: "USD" });
  const contract = await app.call("contract_create", {
    account_id: account.id,
    start: "2026-04-01",
    renewal_date: "2027-04-01",
    currency: "USD",
    auto_renew: true,
    lines: [{ product_id: floored.product.id, quantity: "1", unit_price: "6000", period: "year", start: "2026-04-01" }],
  });
  const addendum = await app.call("addendum_create", { contract_id: contract.id });
  await page.evaluate((id) => (location.hash = `#/document/${id}`), addendum.id);
  await page.getByRole("button", { name: /^Bundle/ }).waitFor();
  await page.keyboard.press("b");
  await page.getByRole("button", { name: /^Start set/ }).waitFor();
  await page.keyboard.press("Enter");
  await press(page.getByRole("button", { name: "Enter who agreed" }));
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("Agreed by").fill("Ada Lind");
  await page.getByLabel("Why").fill("First site of a group of nine");
  await app.shot("approval-form");
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByText(/Agreed by Ada Lind/).waitFor({ timeout: 20_000 });
  const stored = await app.call("document_get", { id: addendum.id });
  assert.equal(stored.change.approval.reason, "First site of a group of nine");
  assert.equal(stored.change.items.length, 2);
  // Who agreed can be corrected and taken away again, without going back in time.
  await press(page.getByRole("button", { name: "Change", exact: true }));
  await page.getByRole("dialog").waitFor();
  assert.equal(await page.getByLabel("Agreed by").inputValue(), "Ada Lind");
  await page.getByLabel("Agreed by").fill("Bo Lind");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/Bo Lind agreed on/).waitFor({ timeout: 20_000 });
  await press(page.getByRole("button", { name: "Remove", exact: true }).last());
  await page.getByRole("button", { name: "Enter who agreed" }).waitFor({ timeout: 20_000 });
  assert.equal((await app.call("document_get", { id: addendum.id })).change.approval, null);
  await app.shot("approval-after");
  assert.deepEqual(app.problems, []);
});

test("a product has a price for each currency and period", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const product = await app.call("product_create", { name: "Insights", kind: "module" });
  await app.call("price_set", { product_id: product.id, currency: "USD", period: "year", unit_price: "1200", floor_price: "1000" });
  await page.evaluate(() => (location.hash = "#/settings?at=catalogue"));
  await press(page.getByRole("button", { name: "Edit Insights", exact: true }));
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: /^1,200 USD a year/ }).waitFor();
  await press(sheet.getByRole("button", { name: "Price", exact: true }));
  await page.keyboard.type("110");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  const prices = async () => (await app.call("product_list")).find((one) => one.product.id === product.id).prices.map((one) => `${one.unit_price} ${one.currency} ${one.period}`);
  assert.deepEqual(await prices(), ["110 USD month", "1200 USD year"]);
  await press(page.getByRole("button", { name: "Edit Insights", exact: true }));
  // The yearly price stands as it was: choosing its period shows it.
  await sheet.getByLabel("For").selectOption("year");
  assert.equal(await sheet.getByLabel(/^List price/).inputValue(), "1,200");
  await app.shot("product-prices");
  assert.deepEqual(await app.accessibility(), []);
  await press(sheet.getByRole("button", { name: "Remove the price in USD a month" }));
  await app.until(prices, ["1200 USD year"]);
  assert.deepEqual(app.problems, []);
});

test("a price changed and left for another one is saved with it", async (t) => {
  const app = await openApp(t);
  const { page } = app;
  const product = await app.call("product_create", { name: "Insights", kind: "module" });
  await app.call("price_set", { product_id: product.id, currency: "USD", period: "year", unit_price: "1200", floor_price: "1000" });
  await app.call("price_set", { product_id: product.id, currency: "EUR", period: "year", unit_price: "1100" });
  const prices = async () => (await app.call("product_list")).find((one) => one.product.id === product.id).prices.map((one) => `${one.unit_price} ${one.currency} ${one.period}`).toSorted();
  await page.evaluate(() => (location.hash = "#/settings?at=catalogue"));
  await press(page.getByRole("button", { name: "Edit Insights", exact: true }));
  const sheet = page.getByRole("dialog");
  const chip = (name) => sheet.getByRole("button", { name });
  await press(chip(/^1,200 USD a year/));
  await sheet.getByLabel(/^List price/).fill("1300");
  await press(chip(/^1,100 EUR a year/));
  assert.equal(await sheet.getByLabel(/^List price/).inputValue(), "1,100");
  // What was typed for the dollars waits, in words, and comes back as it was left.
  await chip("1,300 USD a year, floor 1,000, not saved yet").waitFor();
  await sheet.getByLabel(/^List price/).fill("1150");
  await sheet.getByLabel("Currency").fill("USD");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("[data-price] input")?.value === "1,300");
  await app.shot("product-prices-waiting");
  assert.deepEqual(await app.accessibility(), []);
  // A period without a price takes what is typed along: the yearly price stays as it is stored.
  await press(sheet.getByRole("button", { name: "Price", exact: true }));
  await page.keyboard.type("99");
  await sheet.getByLabel("For").selectOption("quarter");
  await press(chip(/^1,300 USD a year/));
  await chip("99 USD a quarter, not saved yet").waitFor();
  assert.deepEqual(await prices(), ["1100 EUR year", "1200 USD year"], "nothing is stored before it is saved");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  assert.deepEqual(await prices(), ["1150 EUR year", "1300 USD year", "99 USD quarter"]);

  // One that cannot be is shown with its reason: a floor without a list price.
  await press(page.getByRole("button", { name: "Edit Insights", exact: true }));
  await press(chip(/^1,150 EUR/));
  await sheet.getByLabel(/^List price/).fill("");
  await sheet.getByLabel(/^Floor/).fill("900");
  await press(chip(/^1,300 USD/));
  await page.keyboard.press("Control+Enter");
  await sheet.getByText(/^Give the list price/).waitFor();
  assert.equal(await sheet.getByLabel(/^Floor/).inputValue(), "900");
  assert.deepEqual(app.problems, []);
});
