// The trash by keyboard alone: deleted, brought back, deleted for good.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

for (const look of ["light", "dark"]) {
  test(`what was deleted comes back, or goes for good (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const rows = async () => (await app.call("account_list")).rows;
    const before = (await rows()).length;
    await page.locator("tr.cursor").waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("j");
    await page.keyboard.press("Space");
    await page.keyboard.press("Delete");
    await page.getByText("2 accounts moved to the trash").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("x");
    await page.getByRole("heading", { level: 1, name: "Trash" }).waitFor();
    await page.locator("tr.cursor").waitFor();
    assert.deepEqual(await app.accessibility(), []);
    await app.shot(`trash-${look}`);
    const name = await page.locator("tr.cursor .name").innerText();
    await page.keyboard.press("r");
    await page.getByText(`${name} is back`).waitFor();
    assert.ok((await rows()).some((row) => row.name === name));
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    await page.keyboard.press("Delete");
    const sheet = page.getByRole("dialog", { name: "Delete for good" });
    await sheet.waitFor();
    assert.deepEqual(await app.accessibility(), []);
    await app.shot(`trash-for-good-${look}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("The trash is empty").waitFor();
    await page.getByText(/^Deleted for good, last on/).waitFor();
    assert.equal((await rows()).length, before - 1);
    assert.deepEqual((await app.call("check")).problems, []);
    assert.deepEqual(app.problems, []);
  });
}
