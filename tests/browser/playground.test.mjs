// The playground: type, run, step, go back, choose, see a deadlock.

import assert from "node:assert/strict";
import { eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const HELLO = `package main

import "fmt"

func main() {
	fmt.Println("hello from the test")
	fmt.Println("twice")
}
`;

const WORKERS = `package main

import "fmt"

func main() {
	c := make(chan string)
	for _, name := range []string{"ann", "bob", "cid"} {
		go func() { c <- name }()
	}
	for range 3 {
		fmt.Println(<-c)
	}
}
`;

const DEADLOCK = `package main

func main() {
	done := make(chan bool)
	<-done
}
`;

journey("the first program loads, runs and prints", async (bench, page) => {
  await bench.ready();
  assert.match(await page.title(), /Sudog/);
  const lines = await bench.runToEnd();
  assert.ok(lines.length > 0, "the sample prints something");
  assert.match(await bench.console.innerText(), /exit status 0/);
});

journey("text and code are there without JavaScript", { javaScriptEnabled: false }, async (bench, page) => {
  assert.match(await page.locator("h1").innerText(), /Go concurrency/);
  assert.match(await page.locator("pre").innerText(), /package main/);
});

journey("typed Go is compiled and run", async (bench) => {
  await bench.ready();
  await bench.type(HELLO);
  assert.deepEqual(await bench.runToEnd(), ["hello from the test", "twice"]);
});

journey("running works without a click first", async (bench) => {
  await bench.ready();
  await bench.runToEnd();
});

journey("errors appear while typing, and go again", async (bench, page) => {
  await bench.ready();
  await bench.type(HELLO.replace('fmt.Println("twice")', "x := 1"));
  const start = Date.now();
  await page.locator(".problems li.error").first().waitFor();
  assert.ok(Date.now() - start < 3_000, "within moments");
  assert.match(await page.locator(".problems").innerText(), /declared and not used: x/);
  await page.locator(".cm-lintRange-error, .cm-lint-marker-error").first().waitFor();
  await bench.type(HELLO);
  await eventually(() => page.locator(".problems li").count(), (n) => n === 0, "no problems");
});

journey("a run can be stepped, forwards and back to the same picture", async (bench) => {
  await bench.ready();
  await bench.type(WORKERS);
  await bench.step(6);
  const there = await bench.picture();
  await bench.step(8);
  await bench.back(8);
  assert.deepEqual(await bench.picture(), there);
  await bench.back(6);
  assert.equal(await bench.position(), 0);
});

journey("the number field and the scrubber go anywhere", async (bench, page) => {
  await bench.ready();
  await bench.type(WORKERS);
  await bench.runToEnd();
  const total = await bench.steps();
  assert.ok(total > 10, `${total} steps`);
  await bench.seek(5);
  const five = await bench.picture();
  await bench.seek(total);
  await bench.seek(5);
  assert.deepEqual(await bench.picture(), five);
  const slider = page.getByRole("slider", { name: "Position in the run" });
  await slider.focus();
  await page.keyboard.press("End");
  await eventually(() => bench.position(), (n) => n === total, "the end");
  assert.match(await slider.getAttribute("aria-valuetext"), new RegExp(`Step .*${total}`));
  await page.keyboard.press("Home");
  await eventually(() => bench.position(), (n) => n === 0, "the start");
});

journey("a person chooses who runs, and another choice makes another run", async (bench, page) => {
  await bench.ready();
  await bench.type(WORKERS);
  const order = async (pick) => {
    await bench.seek(0).catch(() => {});
    // What the last run printed is gone before the next one begins.
    await page.waitForFunction(() => !document.querySelector("main:not([hidden]) .console .exit"));
    await page.getByLabel("Who decides").selectOption("manual");
    for (let i = 0; i < 200; i++) {
      if (await bench.console.locator(".exit").count()) break;
      const buttons = bench.main.locator(".run-next .choice:not(.waits)");
      const n = await buttons.count();
      if (n === 0) { await page.waitForTimeout(50); continue; }
      const before = await bench.position();
      await buttons.nth(pick(n)).click();
      await page.waitForFunction(
        (b) => document.querySelector("main:not([hidden]) .step-field input")?.value !== String(b), before).catch(() => {});
    }
    // The output is asked for once the end is known.
    return eventually(() => bench.output(), (lines) => lines.length === 3, "three lines");
  };
  const first = await order(() => 0);
  assert.equal([...first].sort().join(), "ann,bob,cid");
  const branchesBefore = await bench.main.locator(".branch-select option").count();
  const last = await order((n) => n - 1);
  assert.equal([...last].sort().join(), "ann,bob,cid");
  assert.notDeepEqual(first, last);
  assert.ok((await bench.main.locator(".branch-select option").count()) > branchesBefore, "both runs are kept");
});

journey("a seed decides, and the same seed decides the same", async (bench, page) => {
  await bench.ready();
  await bench.type(WORKERS);
  await page.getByLabel("Who decides").selectOption("random");
  const seen = {};
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]) {
    const field = page.getByLabel("Seed", { exact: true });
    await field.fill(String(seed));
    await field.press("Enter");
    await page.waitForTimeout(150);
    const lines = (await bench.runToEnd()).join();
    assert.equal(seen[seed] ?? lines, lines, `seed ${seed}`);
    seen[seed] = lines;
  }
  assert.ok(new Set(Object.values(seen)).size > 1, "seeds make different runs");
});

journey("a deadlock is drawn and put in words", async (bench, page) => {
  await bench.ready();
  await bench.type(DEADLOCK);
  await bench.runToEnd();
  const card = page.locator("section.why");
  await card.waitFor();
  assert.match(await card.innerText(), /waits to receive on done.*nobody/is);
  await page.getByRole("img", { name: /Picture/ }).waitFor();
  assert.match(await bench.console.innerText(), /exit status 2/);
  assert.match(await bench.narration.innerText(), /deadlock/i);
});

journey("lanes show a row for each goroutine, and channels their queues", async (bench, page) => {
  await bench.ready();
  await bench.type(WORKERS);
  await bench.runToEnd();
  assert.match(await page.locator(".lanes").first().innerText(), /main/);
  await bench.seek(8);
  await eventually(() => page.locator(".objects").innerText(), (t) => /chan string/.test(t), "the channel's card");
});

journey("the inspector shows the stack and variables of a goroutine", async (bench, page) => {
  await bench.ready();
  await bench.type(WORKERS);
  await bench.step(4);
  await page.getByRole("tab", { name: "Goroutine" }).click();
  await bench.main.locator(".lanes").first().focus();
  await page.keyboard.press("ArrowDown");
  const panel = bench.main.getByRole("tabpanel");
  await eventually(() => panel.innerText(), (t) => /\bmain\b/.test(t) && /chan string/.test(t), "main's frame and its channel");
});

journey("drafts survive a reload and a killed tab", async (bench, page, profile) => {
  await bench.ready();
  await bench.type(HELLO);
  await page.waitForTimeout(600);
  await page.reload();
  await bench.ready();
  assert.match(await bench.text(), /hello from the test/);
  const other = await profile.newPage();
  await page.close({ runBeforeUnload: false });
  await other.goto(process.env.SUDOG_URL ?? "http://127.0.0.1:8080/");
  await other.locator(".cm-content").waitFor();
  assert.match(await other.locator(".cm-content").innerText(), /hello from the test/);
});

journey("two hundred quick keys arrive in order", async (bench, page) => {
  await bench.ready();
  await bench.type("package main\n\n// ");
  await bench.editor.click();
  await page.keyboard.press("Control+End");
  const words = Array.from({ length: 50 }, (_, i) => String(i % 10)).join("abc");
  await page.keyboard.type(words, { delay: 10 });
  assert.ok((await bench.text()).includes(words));
});

journey("the editor is no trap for the keyboard", async (bench, page) => {
  await bench.ready();
  await bench.editor.click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.activeElement?.classList.contains("source-live"));
  assert.equal(inside, false);
});

journey("program output is text, never markup", async (bench, page) => {
  await bench.ready();
  await bench.type(HELLO.replace("hello from the test", "<img src=x onerror=alert(1)>"));
  const lines = await bench.runToEnd();
  assert.equal(lines[0], "<img src=x onerror=alert(1)>");
  assert.equal(await page.locator(".console img").count(), 0);
});
