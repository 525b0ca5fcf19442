// Shows the built pages in a headless Chromium with the real engine behind them: the bridge example answers
// the page's calls as the window would. The tests know screens; this file knows none.
//
//   HEADROOM_BRIDGE    the bridge example's program (cargo build -p headroom-engine --example bridge)
//   HEADROOM_CHROMIUM  the browser's program
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DIST = path.join(ROOT, "ui/dist");
const ARTEFACTS = path.join(ROOT, "artefacts/screens");
const packages = createRequire(path.join(ROOT, "ui/package.json"));
const { chromium } = packages("playwright-core");
const AXE = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

/** The day every test takes for today, so that the sample book is the same one each time. */
export const TODAY = "2026-11-21";

const BRIDGE = process.env.HEADROOM_BRIDGE ?? path.join(ROOT, "target/debug/examples/bridge");
const BROWSER = process.env.HEADROOM_CHROMIUM ?? "/usr/bin/chromium";

/** The engine in a process of its own: JSON lines in, JSON lines out. */
function startBridge(folder, onEvent, today = TODAY) {
  const child = spawn(BRIDGE, ["--today", today], {
    env: { ...process.env, HEADROOM_TEST_DIR: folder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map();
  let last = 0;
  // What is on its way when the engine is killed is answered below.
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line);
    if (message.event) return onEvent(message.event, message.payload);
    const answer = waiting.get(message.id);
    waiting.delete(message.id);
    answer?.(message);
  });
  child.on("exit", (code) => {
    for (const answer of waiting.values()) {
      answer({ error: { code: "internal", message: `The engine ended (${code}).`, hint: "", field: null } });
    }
  });
  return {
    /** Ends the engine at once, as a crash would, and waits until it is gone. */
    kill: () => new Promise((gone) => (child.on("exit", gone), child.kill("SIGKILL"))),
    /** Gives `{ok}` or `{error}`, never throws: the page decides what a refusal means. */
    ask(name, request = {}) {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve({ error: { code: "internal", message: "The engine has ended.", hint: "", field: null } });
      const id = String(++last);
      return new Promise((done) => {
        waiting.set(id, done);
        child.stdin.write(`${JSON.stringify({ id, name, request })}\n`);
      });
    },
    stop: () => child.kill(),
  };
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json" };

/** The content security policy of the real window, so that what it forbids fails here too. */
async function policy() {
  const config = JSON.parse(await readFile(path.join(ROOT, "tauri.conf.json"), "utf8"));
  return Object.entries(config.app.security.csp).map(([name, value]) => `${name} ${value}`).join("; ");
}

/** Serves ui/dist on the loopback for one test. */
async function serve() {
  const csp = await policy();
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
    // A browser asks for an icon of its own accord; the window does not.
    if (name === "/favicon.ico") return response.writeHead(204).end();
    const file = path.join(DIST, name === "/" ? "index.html" : name);
    try {
      if (!file.startsWith(DIST)) throw new Error("outside");
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "content-security-policy": csp });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

// Runs in the page before its own scripts: what Tauri would have put there.
function internals() {
  const callbacks = new Map();
  const listeners = new Map();
  let last = 0;
  window.__TAURI_INTERNALS__ = {
    metadata: { currentWindow: { label: "main" }, currentWebview: { windowLabel: "main", label: "main" } },
    transformCallback(callback, once = false) {
      const id = ++last;
      callbacks.set(id, (payload) => {
        if (once) callbacks.delete(id);
        callback?.(payload);
      });
      return id;
    },
    unregisterCallback: (id) => callbacks.delete(id),
    async invoke(command, args = {}) {
      if (command === "plugin:event|listen") {
        listeners.set(args.handler, args.event);
        return args.handler;
      }
      if (command === "plugin:event|unlisten") return void listeners.delete(args.eventId);
      const answer = await window.__headroomAsk(command, JSON.stringify(args));
      if (answer.error) throw answer.error;
      return answer.ok;
    },
  };
  window.__headroomEvent = (event, payload) => {
    for (const [handler, name] of listeners) {
      if (name === event) callbacks.get(handler)?.({ event, id: handler, payload });
    }
  };
}

/** The sample book, made once and copied for every test. */
async function sampleBook(folder) {
  const made = path.join(tmpdir(), `headroom-sample-${TODAY}-${process.env.HEADROOM_RUN ?? process.ppid}.headroom`);
  if (!existsSync(made)) {
    const own = path.join(folder, "making.headroom");
    const bridge = startBridge(folder, () => undefined);
    const answer = await bridge.ask("book_sample", { path: own });
    bridge.stop();
    if (answer.error) throw new Error(`No sample book: ${answer.error.message}`);
    // Two test files may make it at the same time; the same bytes win either way.
    await rename(own, made);
  }
  const book = path.join(folder, "Sample book.headroom");
  await copyFile(made, book);
  return book;
}

/** Uses a button, link, box or radio as the keyboard does: focus goes to it, and a key does what a click would. */
export async function press(control, key = "Enter") {
  await control.waitFor({ timeout: 30_000 });
  await control.focus();
  await control.press(key);
}

/**
 * Opens the application and closes it after the test.
 * @param {import("node:test").TestContext} t
 * @param {{book?: "sample" | "none" | string, today?: string, dark?: boolean, at?: string, width?: number, height?: number}} options
 *   `book` may be the path of a book another test's window left; `today` is the day the engine takes for today.
 */
export async function openApp(t, { book = "sample", today = TODAY, dark = false, at = "book", width = 1280, height = 820 } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "headroom-ui-"));
  const tell = { page: null };
  const start = () =>
    startBridge(folder, (event, payload) => {
      tell.page?.evaluate(([name, value]) => window.__headroomEvent(name, value), [event, payload]).catch(() => undefined);
    }, today);
  let bridge = start();
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: BROWSER,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  t.after(async () => {
    await browser.close();
    server.stop();
    bridge.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale: "en-US" });
  const page = await context.newPage();
  tell.page = page;
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  const slow = new Map();
  let asked = 0;
  await page.exposeFunction("__headroomAsk", async (command, args) => {
    const request = JSON.parse(args);
    asked += 1;
    await new Promise((done) => setTimeout(done, slow.get(request.name) ?? 0));
    return bridge.ask(command, request).finally(() => (asked -= 1));
  });
  await page.addInitScript(internals);
  if (book !== "none") {
    const opened = await bridge.ask("book_open", { path: book === "sample" ? await sampleBook(folder) : book });
    if (opened.error) throw new Error(opened.error.message);
  }
  await page.goto(at ? `${server.url}#/${at}` : server.url);

  return {
    page,
    folder,
    /** Errors the page threw or logged so far; a test ends with none. */
    problems,
    /** Asks the engine directly, for the state behind the screen. Throws on a refusal. */
    async call(name, request = {}) {
      const answer = await bridge.ask("call", { name, request });
      if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
      return answer.ok;
    },
    /** Waits until `read` gives `wanted`: what was typed is kept a moment later. Fails after 10 s with what it gave last. */
    async until(read, wanted) {
      for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
        if (isDeepStrictEqual(await read(), wanted)) return;
      }
      assert.deepEqual(await read(), wanted);
    },
    /** Waits until the screen is at rest: every answer is there, nothing is busy or moves, and it has been drawn since. */
    async settled() {
      for (let rest = 0; rest < 2; ) {
        const busy = await page.evaluate(async () => {
          await document.fonts.ready;
          const moving = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
          await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
          await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          return document.querySelector("[aria-busy=true]") !== null;
        });
        rest = busy || asked > 0 ? 0 : rest + 1;
      }
    },
    /** Something of the page comes to have the focus: the next key has somewhere to go. */
    holdsFocus: (what) =>
      page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body, undefined, { timeout: 5_000 }).catch(() => assert.fail(`The focus is lost: ${what}`)),
    /** Asks the session directly: opens and makes books. */
    ask: (name, request = {}) => bridge.ask(name, request),
    /** Kills the engine under the page. */
    kill: () => bridge.kill(),
    /** Starts a new engine on the book after a kill. */
    async restart(book) {
      bridge = start();
      const answer = await bridge.ask("book_open", { path: book });
      if (answer.error) throw new Error(answer.error.message);
    },
    /** Lets every answer to a command come `delay` milliseconds late, as on a large book. */
    slowly: (name, delay) => slow.set(name, delay),
    /** What the next open dialog answers. */
    pickNext: (file) => writeFile(path.join(folder, "open.txt"), `${file}\n`),
    /** Keeps a picture of the screen in artefacts/screens. */
    async shot(name) {
      await mkdir(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: path.join(ARTEFACTS, `${name}.png`) });
    },
    /** Violations of WCAG 2.2 A and AA that axe finds on the screen as it is, one line each. */
    async accessibility() {
      await page.evaluate(AXE);
      const found = await page.evaluate(() =>
        window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
      );
      return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
    },
  };
}
