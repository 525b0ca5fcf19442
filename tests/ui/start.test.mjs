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
