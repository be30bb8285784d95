// What every journey needs: a browser, a clean profile, and a page that is watched. A journey fails
// on any console error and on any request that leaves the origin, whatever else it checks.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

export const ROOT = process.env.SUDOG_URL ?? "http://127.0.0.1:8080/";
export const SUBPATH = process.env.SUDOG_SUBPATH_URL;

let browser;

// Each test file is a process of its own, with a browser of its own.
export function useBrowser() {
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.SUDOG_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    });
  });
  after(async () => browser?.close());
}

/** A test in a clean profile. `options` go to the browser context; `url` is the address to open. */
export function journey(name, options, run) {
  if (typeof options === "function") [options, run] = [{}, options];
  const { url = ROOT, allowErrors = [], ...context } = options;
  test(name, { timeout: 120_000 }, async () => {
    const profile = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
      ...context,
    });
    profile.setDefaultTimeout(20_000);
    const watch = watchContext(profile);
    const page = await profile.newPage();
    try {
      await page.goto(url);
      await run(new Workbench(page), page, profile);
      const errors = watch.errors.filter((e) => !allowErrors.some((pattern) => pattern.test(e)));
      assert.deepEqual(errors, [], "console errors");
      assert.deepEqual(watch.foreign(url), [], "requests that leave the origin");
    } catch (reason) {
      await picture(page, name);
      if (watch.errors.length) reason.message += `\nconsole: ${watch.errors.join("\n")}`;
      throw reason;
    } finally {
      await profile.close();
    }
  });
}

function watchContext(context) {
  const errors = [];
  const requests = [];
  context.on("console", (m) => {
    if (m.type() === "error") errors.push(m.text());
  });
  context.on("weberror", (e) => errors.push(String(e.error())));
  context.on("request", (r) => requests.push(r.url()));
  const foreign = (home) => {
    const origin = new URL(home).origin;
    return requests.filter((r) => !/^(blob|data):/.test(r) && new URL(r).origin !== origin);
  };
  return { errors, requests, foreign };
}

/** A picture of a failed journey, where a person finds it. */
async function picture(page, name) {
  mkdirSync("test-results", { recursive: true });
  const file = `test-results/${name.replace(/\W+/g, "-")}.png`;
  await page.screenshot({ path: file }).catch(() => {});
}

/** The playground or a lesson, in the words of a person who uses it. */
export class Workbench {
  constructor(page) {
    this.page = page;
    this.main = page.locator("main:not([hidden])");
    this.console = this.main.locator("section.console");
    this.narration = this.main.locator(".narration .sentence");
    this.editor = this.main.locator(".cm-content");
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The page's program runs and the full editor is there. */
  async ready() {
    await this.editor.waitFor();
    await this.main.locator(".narration").waitFor();
    await this.page.waitForFunction(() => !document.querySelector(".narration .sentence")?.textContent.includes("loading"));
  }

  /** Replaces the program, as a person who pastes would. */
  async type(text) {
    await this.editor.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.insertText(text);
    await this.page.waitForTimeout(50);
  }

  async text() {
    const lines = await this.editor.locator(".cm-line").allTextContents();
    return lines.join("\n");
  }

  async run() {
    await this.page.keyboard.press("Control+Enter");
  }

  /** Runs to the end and returns the lines of the output. */
  async runToEnd() {
    await this.run();
    await this.console.locator(".exit").waitFor();
    return this.output();
  }

  async output() {
    return this.console.locator(".line .said").allTextContents();
  }

  async step(n = 1) {
    for (let i = 0; i < n; i++) {
      const before = await this.position();
      await this.page.keyboard.press("Control+Semicolon");
      await this.page.waitForFunction(
        (b) => document.querySelector("main:not([hidden]) .step-field input")?.value !== String(b), before);
    }
  }

  async back(n = 1) {
    for (let i = 0; i < n; i++) {
      const before = await this.position();
      await this.page.keyboard.press("Control+Shift+Semicolon");
      await this.page.waitForFunction(
        (b) => document.querySelector("main:not([hidden]) .step-field input")?.value !== String(b), before);
    }
  }

  async position() {
    return Number(await this.main.locator(".step-field input").inputValue());
  }

  async steps() {
    const text = await this.main.locator(".step-of").textContent();
    return Number(text.replace(/\D/g, ""));
  }

  async seek(n) {
    const field = this.main.locator(".step-field input");
    await field.fill(String(n));
    await field.press("Enter");
    // The field shows what was typed at once; the scrubber, where the run stands.
    await this.page.waitForFunction((n) => {
      const shown = (selector) => document.querySelector(`main:not([hidden]) ${selector}`)?.value;
      return shown(".step-field input") === String(n) && shown("input.scrubber") === String(n);
    }, n);
  }

  /** Everything that is seen of the position: what a step back must restore exactly. */
  async picture() {
    await this.page.waitForTimeout(120);
    return this.page.evaluate(() => {
      const of = (s) => document.querySelector(`main:not([hidden]) ${s}`)?.innerText ?? "";
      return [".narration .sentence", ".run-next", ".objects .cards", ".console-text"].map(of);
    });
  }
}

/** Waits until `read` gives something that `test` accepts. */
export async function eventually(read, accept, what) {
  let last;
  for (let i = 0; i < 200; i++) {
    last = await read();
    if (accept(last)) return last;
    await new Promise((r) => setTimeout(r, 50));
  }
  assert.fail(`${what}: last seen ${JSON.stringify(last)}`);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails if axe finds anything wrong with the page as it is now. */
export async function axe(page, what) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: AXE });
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
  });
  await cdp.detach();
  assert.deepEqual(found, [], `axe: ${what}`);
}
