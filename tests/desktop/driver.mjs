// Drives the real window over WebDriver, which WebKitGTK speaks itself: only the few commands the test
// needs, over fetch. Knows nothing of Headroom's screens.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ARTEFACTS = fileURLToPath(new URL("../../artefacts", import.meta.url));
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts the driver, and the window through it.
 * @param {string} binary the window's program
 * @param {string[]} args its command line
 * @param {Record<string, string>} env added to our own environment; the window inherits it
 */
export async function openWindow(binary, args, env) {
  const port = await freePort();
  mkdirSync(ARTEFACTS, { recursive: true });
  const log = openSync(path.join(ARTEFACTS, "window.log"), "a");
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: "true", ...env },
    // A group of its own, which ends as a whole; and a file for what it says, so that nobody waits for a pipe.
    detached: true,
    stdio: ["ignore", log, log],
  });
  const stop = () => {
    try {
      process.kill(-driver.pid);
    } catch {
      // It has ended already.
    }
  };
  let base = "";
  async function send(method, command, body) {
    const response = await fetch(`http://127.0.0.1:${port}${base}${command}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${command}: ${value.error}: ${value.message}`);
    return value;
  }
  try {
    await until("the driver answers", () => send("GET", "/status").then((status) => status.ready, () => false));
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
    const session = await send("POST", "/session", { capabilities });
    base = `/session/${session.sessionId}`;
  } catch (error) {
    stop();
    throw error;
  }

  const window = {
    /** Runs a function body in the page and gives what it returns. */
    run: (script, ...args) => send("POST", "/execute/sync", { script, args }),
    /** Runs a function body in the page and gives what it hands to its last argument. */
    wait: (script, ...args) => send("POST", "/execute/async", { script, args }),
    /** Waits for the first element that matches, and whose text contains `text` when it is given. */
    async find(selector, text = "") {
      return until(`${selector} ${text}`, () =>
        window.run(
          `return [...document.querySelectorAll(arguments[0])].find((element) => element.textContent.includes(arguments[1])) ?? null`,
          selector,
          text,
        ),
      );
    },
    /** Calls the engine as the page does, for what a test sets up or looks up. Throws on a refusal. */
    call: (name, request = {}) => window.invoke("call", { name, request }),
    async invoke(command, args = {}) {
      const script = `const [command, args, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, args).then((ok) => done({ ok }), (error) => done({ error }));`;
      const answer = await window.wait(script, command, args);
      if (answer.error) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
      return answer.ok;
    },
    /** Goes to a place of the application. */
    go: (hash) => window.run("location.hash = arguments[0]", hash),
    async focus(selector, text = "") {
      await window.run("arguments[0].focus()", await window.find(selector, text));
    },
    async click(selector, text = "") {
      const element = await window.find(selector, text);
      await send("POST", `/element/${element[ELEMENT]}/click`, {});
    },
    /** Types into a field, after emptying it. */
    async fill(selector, text) {
      const element = await window.find(selector);
      await send("POST", `/element/${element[ELEMENT]}/clear`, {});
      await send("POST", `/element/${element[ELEMENT]}/value`, { text });
    },
    /** Presses keys on whatever has the focus; a modifier is held for the keys after it. */
    async press(...keys) {
      const down = keys.map((value) => ({ type: "keyDown", value }));
      const up = keys.toReversed().map((value) => ({ type: "keyUp", value }));
      await send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
    },
    /** The window as PNG bytes, two frames after the last change. The web view takes it with the next frame it draws,
     *  and a page at rest draws none: something nobody sees moves meanwhile. */
    async screenshot() {
      await window.wait("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
      await window.run("document.body.animate([{ opacity: 0.999 }, { opacity: 1 }], 2000)");
      return Buffer.from(await send("GET", "/screenshot"), "base64");
    },
    async close() {
      await send("DELETE", "").catch(() => undefined);
      stop();
      closeSync(log);
    },
  };
  return window;
}

/** Asks until the answer is truthy; after ten seconds says what never came. */
export async function until(what, ask, seconds = 10) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await sleep(50);
  }
}
