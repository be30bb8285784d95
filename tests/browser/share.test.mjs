// Share links: the exact moment in a clean profile, damage explained, drafts left alone.

import assert from "node:assert/strict";
import { ROOT, SUBPATH, Workbench, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const PROGRAM = `package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := range 4 {
		wg.Go(func() {
			mu.Lock()
			n += i
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("shared", n)
}
`;

/** Opens the dialog and returns the link in it. */
async function link(bench, page) {
  await page.keyboard.press("Control+S");
  const field = page.getByRole("textbox", { name: "Share this moment" });
  await field.waitFor();
  const text = await field.inputValue();
  await eventually(() => page.locator(".share-state").innerText(), (t) => /Copied|select the link/.test(t), "copied");
  await page.keyboard.press("Escape");
  return text;
}

/** Runs a second visitor in a profile of their own. */
async function visit(profile, url, run) {
  const other = await profile.browser().newContext({ viewport: { width: 1440, height: 900 } });
  other.setDefaultTimeout(20_000);
  const errors = [];
  other.on("console", (m) => m.type() === "error" && errors.push(m.text()));
  const page = await other.newPage();
  try {
    await page.goto(url);
    await run(new Workbench(page), page);
    assert.deepEqual(errors, [], "console errors");
  } finally {
    await other.close();
  }
}

for (const [where, home] of [["the root", ROOT], ["a sub-path", SUBPATH]]) {
  if (!home) continue;
  journey(`a link from ${where} reopens the exact moment in a clean profile`, { url: home }, async (bench, page, profile) => {
    await bench.ready();
    await bench.type(PROGRAM);
    await page.getByLabel("Who decides").selectOption("random");
    const seed = page.getByLabel("Seed", { exact: true });
    await seed.fill("77");
    await seed.press("Enter");
    await page.waitForTimeout(150);
    await bench.runToEnd();
    await bench.seek(Math.floor((await bench.steps()) / 2));
    const here = { step: await bench.position(), picture: await bench.picture() };
    const url = await link(bench, page);
    assert.ok(url.startsWith(`${home}#1.`), url);
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#1\./);
    await visit(profile, url, async (there, page2) => {
      await there.ready();
      await eventually(() => there.position(), (n) => n === here.step, "the same step");
      assert.match(await there.text(), /shared/);
      assert.equal(await page2.getByLabel("Who decides").inputValue(), "random");
      assert.equal(await page2.getByLabel("Seed", { exact: true }).inputValue(), "77");
      await eventually(() => there.picture(), (p) => JSON.stringify(p) === JSON.stringify(here.picture), "the same picture");
    });
  });
}

journey("manual choices travel with the link", async (bench, page, profile) => {
  await bench.ready();
  await bench.type(PROGRAM);
  await page.getByLabel("Who decides").selectOption("manual");
  for (let i = 0; i < 25; i++) {
    const buttons = bench.main.locator(".run-next .choice:not(.waits)");
    const n = await buttons.count();
    if (n === 0) break;
    await buttons.nth((i * 7) % n).click();
    await page.waitForTimeout(60);
  }
  const here = { step: await bench.position(), picture: await bench.picture() };
  const url = await link(bench, page);
  await visit(profile, url, async (there) => {
    await there.ready();
    await eventually(() => there.position(), (n) => n === here.step, "the same step");
    assert.deepEqual(await there.picture(), here.picture);
  });
});

journey("a damaged link is explained and leaves the draft alone", async (bench, page) => {
  await bench.ready();
  await bench.type(PROGRAM);
  await page.waitForTimeout(500);
  const good = await link(bench, page);
  for (const bad of [good.slice(0, -6), good.replace(/.(.{20})$/, "_$1"), good.replace("#1.", "#1.x"), good.replace("#1.", "#9.")]) {
    await page.goto("about:blank");
    await page.goto(bad);
    await page.getByRole("dialog", { name: "This link is damaged" }).waitFor();
    await page.keyboard.press("Escape");
    await bench.ready();
    assert.match(await bench.text(), /shared/, "the draft is there");
  }
});

journey("a link's text is data", { url: `${ROOT}#ex=%3Cimg%20src=x%20onerror=alert(1)%3E` }, async (bench, page) => {
  await bench.ready();
  assert.equal(await page.locator("img").count(), 0);
});

journey("typing adds nothing to the history", async (bench, page) => {
  await bench.ready();
  const before = await page.evaluate(() => history.length);
  await bench.editor.click();
  await page.keyboard.type("// one hundred keys and not one entry in the history of this page ".repeat(2));
  assert.equal(await page.evaluate(() => history.length), before);
});
