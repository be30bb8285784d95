// Races and the order of a run: a race is found, shown, and leads to both its moments; the past and
// the future of an event are shaded, in the picture and in the lanes.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function axe(page, what) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: AXE });
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
  });
  await cdp.detach();
  assert.deepEqual(found, [], `axe: ${what}`);
}

// The wait comes after the read.
const LATE = `package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	total := 0
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		total = 42
		wg.Done()
	}()
	time.Sleep(time.Millisecond)
	fmt.Println(total)
	wg.Wait()
}
`;

const RIGHT = LATE.replace("	fmt.Println(total)\n	wg.Wait()\n", "	wg.Wait()\n	fmt.Println(total)\n");

async function open(bench, page, text, tab) {
  await bench.ready();
  await bench.type(text);
  await bench.runToEnd();
  await page.locator(`#tab-${tab}`).click();
}

journey("a race is found, explained, and leads to both its moments", async (bench, page) => {
  await open(bench, page, LATE, "races");
  const card = bench.main.locator(".race");
  await card.waitFor();
  assert.equal(await card.count(), 1);
  assert.match(await card.locator("h2").innerText(), /total/);
  const why = await card.locator(".race-missing").innerText();
  assert.match(why, /Nothing orders the write by g2 \S+ before the read by g1 main: wg\.Wait of g1 main \(line 19\) comes after the read\./);
  const end = await bench.position();
  const stands = (line) => eventually(
    () => bench.main.locator(".cm-line.at").allTextContents(),
    (lines) => lines.some((l) => l.includes(line)), line);
  await bench.button("Go to the first access").click();
  await stands("total = 42");
  const first = await bench.position();
  await bench.button("Go to the second access").click();
  await stands("fmt.Println(total)");
  const second = await bench.position();
  assert.ok(first < second && second < end, `${first} < ${second} < ${end}`);
  // The page's own marks: on the lines, and in the strip of the whole run.
  assert.equal(await bench.main.locator(".cm-line.wrong").count(), 2);
  assert.match(await bench.main.locator(".overview path.alarm").last().getAttribute("d"), /M.*M/);
  await axe(page, "races");
});

journey("a line of a race leads to the code", async (bench, page) => {
  await open(bench, page, LATE, "races");
  await bench.main.locator(".race-access").first().getByRole("button", { name: "line 14" }).click();
  // The cursor is there: what is typed goes there.
  await bench.editor.waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type(" // here");
  assert.match(await bench.text(), /total = 42 \/\/ here/);
});

journey("a run without a race says so, and how far it looked", async (bench, page) => {
  await open(bench, page, RIGHT, "races");
  const said = await bench.main.locator(".races-sum").innerText();
  assert.match(said, /No race in this run\./);
  assert.match(said, /All of its \d+ steps were looked at\./);
  assert.match(said, /Other interleavings may have one/);
  await bench.button("Explore every interleaving").first().click();
  assert.equal(await page.locator("#tab-explore").getAttribute("aria-selected"), "true");
});

journey("the two accesses are joined by the edge that is not there", async (bench, page) => {
  await open(bench, page, LATE, "races");
  await bench.button("Show the order").click();
  await bench.main.locator(".order-picture .order-absent").waitFor({ state: "attached" });
  assert.equal(await bench.main.locator(".order-picture .order-access").count(), 2);
  assert.match(await bench.main.locator(".order-bar").innerText(), /not joined by any path/);
  await axe(page, "order with a race");
});

journey("an event's past and future are shaded, in the picture and in the lanes", async (bench, page) => {
  await open(bench, page, LATE, "order");
  const event = (said) => bench.main.locator(`.order-event[aria-label*="${said}"]`);
  await event("lowers wg").waitFor();
  assert.ok((await bench.main.locator(".order-picture path.order-edge").count()) >= 2);
  // By keyboard: from the first event down, then over to the other goroutine.
  await bench.main.locator('.order-event[tabindex="0"]').focus();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /g2/);
  assert.equal(await bench.main.locator('.order-event[tabindex="0"]').count(), 1);
  await event("lowers wg").focus();
  await event("lowers wg").click();
  await bench.main.locator(".order-event.same").waitFor();
  const counts = await bench.main.locator(".order-counts").innerText();
  assert.match(counts, /\d+ happened before it, \d+ happen after it, \d+ are unordered with it\./);
  // main's go statement is before g2's Done, its sleep and its print neither, what follows the wait after.
  assert.match(await event("starts g2").getAttribute("aria-label"), /happened before/);
  assert.match(await event("goes to sleep").getAttribute("aria-label"), /unordered/);
  assert.match(await event("prints").getAttribute("aria-label"), /unordered/);
  assert.match(await event("The program ends").getAttribute("aria-label"), /happens after/);
  const fills = await bench.main.locator(".order-picture .order-lane .order-band").evaluateAll((all) => all.map((r) => r.getAttribute("fill")));
  assert.ok(fills.includes("url(#order-past)") && fills.includes("url(#order-future)"), fills.join());
  await eventually(
    () => bench.main.locator(".lanes-svg path.shade").evaluateAll((all) => all.map((p) => p.getAttribute("d"))),
    ([past, future]) => past.split("M").length > 2 && future.split("M").length > 2, "shaded lanes");
  // The same as a table.
  await bench.main.locator(".order-table summary").click();
  assert.match(await bench.main.locator(".order-table tbody").innerText(), /wait group wg of step \d+/);
  await axe(page, "order");
  const end = await bench.position();
  await bench.button("Go to this moment").click();
  await eventually(() => bench.position(), (n) => n < end, "the moment");
  await bench.button("Clear").click();
  await eventually(() => bench.main.locator(".lanes-svg path.shade").first().getAttribute("d"), (d) => !d, "no shade");
});

for (const scheme of ["light", "dark"]) {
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: scheme, hasTouch: true };
  journey(`races and order on a phone, ${scheme}`, phone, async (bench, page) => {
    await bench.editor.waitFor();
    await bench.main.locator(".narration").waitFor({ state: "attached" });
    await bench.type(LATE);
    await bench.run();
    await bench.console.locator(".exit").waitFor({ state: "attached" });
    await page.locator(".segments button").nth(2).click();
    await page.locator("#tab-races").click();
    await bench.main.locator(".race").waitFor();
    await axe(page, "races");
    await bench.button("Show the order").click();
    await bench.main.locator(".order-picture").waitFor();
    await axe(page, "order");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(wide, false, "nothing scrolls sideways but the picture");
  });
}
