// The addendum composer as a person with a keyboard goes through it.
import assert from "node:assert/strict";

export async function openAddendum(app, addendum) {
  await app.page.evaluate((id) => (location.hash = `#/document/${id}`), addendum.id);
  await app.page.getByRole("heading", { level: 1, name: "Addendum 1" }).waitFor();
  await app.page.locator(".pages img").first().waitFor({ timeout: 20_000 });
}

/** The calculation record as the book keeps it. */
export const recordOf = async (app, addendum) => (await app.call("document_get", { id: addendum.id })).calculation?.record ?? null;

/** Opens the editor for a new line and chooses its kind as a person does who types: the list, the first letters, Tab. */
export async function newLine(app, label) {
  const { page } = app;
  await page.keyboard.press("n");
  const choice = page.getByLabel("Kind of change");
  await choice.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "SELECT");
  await page.keyboard.type(label);
  assert.equal(await choice.evaluate((one) => one.selectedOptions[0].label), label);
  await page.keyboard.press("Tab");
}

/** Types what is text and presses what begins with a key's mark: `type(app, "Forecast", "<Tab>", "1")`. */
export async function type(app, ...parts) {
  for (const part of parts) {
    const key = /^<(.+)>$/.exec(part)?.[1];
    if (key) await app.page.keyboard.press(key);
    else await app.page.keyboard.type(part);
  }
}

/** Keeps the line in the editor; the calculation then has so many lines. */
export async function keepLine(app, lines) {
  const { page } = app;
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Kind of change").waitFor({ state: "detached" });
  await page.waitForFunction((count) => document.querySelectorAll(".ledger tbody tr").length === count, lines);
}

/** From a change to the signature: criteria, the verbal yes, sent, signed; by keys throughout. */
export async function signByKeys(app, criteria) {
  const { page } = app;
  await page.keyboard.press("c");
  for (const { text } of criteria) {
    await page.getByRole("checkbox", { name: text }).focus();
    await page.keyboard.press("Space");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "They said yes today" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("nothing left").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").getByRole("button", { name: /^Record as sent/ }).waitFor();
  assert.deepEqual(await app.accessibility(), []);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: /^Record the signature/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog", { name: "Record the signature" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("complementary").getByText("signed", { exact: true }).waitFor();
}
