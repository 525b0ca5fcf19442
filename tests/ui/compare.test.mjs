// Two versions of a proposal: their pages beside each other, and word by word what reads differently.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

for (const look of ["light", "dark"]) {
  test(`the versions of a proposal are compared (${look})`, async (t) => {
    const app = await openApp(t, { dark: look === "dark" });
    const { page } = app;
    const sent = (await app.call("document_list", { kind: "proposal" })).find((one) => one.state === "sent");
    const next = await app.call("document_version", { id: sent.id });
    const { document } = await app.call("document_get", { id: next.id });
    const content = structuredClone(document.content);
    content.next_step = "Gwen and I sit down on 1 December and walk through page two.";
    content.bullets = content.bullets.slice(1);
    await app.call("proposal_update", { id: next.id, content });
    await page.evaluate((id) => (location.hash = `#/document/${id}`), next.id);
    await page.locator(".pages img").first().waitFor({ timeout: 20_000 });
    await page.keyboard.press("Alt+v");
    await page.getByText(/parts? reads? differently/).waitFor();
    await page.locator(".pages img").nth(1).waitFor({ timeout: 20_000 });
    await page.getByText("Next step", { exact: true }).waitFor();
    assert.ok((await page.locator("ins").allTextContents()).some((text) => text.includes("walk through page two")));
    assert.ok((await page.locator("del").count()) > 0);
    await app.shot(`compare-${look}`);
    assert.deepEqual(await app.accessibility(), []);
    await page.keyboard.press("j");
    await page.getByRole("img", { name: /Version 1, page 2/ }).waitFor();
    await page.keyboard.press("x");
    await page.getByRole("img", { name: /Version 2, page 2/ }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Proposal" }).waitFor();
    assert.deepEqual(app.problems, []);
  });
}
