// Races and the order of a run: a race is found, shown, and leads to both its moments; the past and
// the future of an event are shaded, in the picture and in the lanes.

import assert from "node:assert/strict";
import { axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

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

// A thousand and more steps in two goroutines, one of which waits for the other again and again.
const LONG = `package main

import "fmt"

func main() {
	c := make(chan int)
	go func() {
		for i := range 300 {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
	fmt.Println(sum)
}
`;

journey("the order of a long run is scrolled through, by wheel and by keys", async (bench, page) => {
  await open(bench, page, LONG, "order");
  const pane = bench.main.locator(".order-scroll.long");
  await pane.waitFor();
  const nodes = () => bench.main.locator(".order-event").count();
  const shown = (label) => bench.main.locator(`.order-event[aria-label*="${label}"]`);
  // Where the run stands: at its end.
  await shown("exit").first().waitFor();
  assert.equal(await shown("make(chan)").count(), 0);
  assert.ok((await nodes()) < 600, `${await nodes()} events drawn`);
  const height = await pane.evaluate((e) => e.scrollHeight);
  await pane.evaluate((e) => e.scrollTo(0, 0));
  await shown("make(chan)").waitFor();
  assert.equal(await pane.evaluate((e) => e.scrollHeight), height, "nothing jumps");
  // Every row comes into sight somewhere on the way.
  const seen = new Set();
  const note = async () => {
    const ids = await bench.main.locator(".order-event").evaluateAll((all) => all.map((e) => e.id));
    for (const id of ids) seen.add(id);
  };
  for (let at = 0; at < height; at += 900) {
    await pane.evaluate((e, at) => e.scrollTo(0, at), at);
    await eventually(() => pane.evaluate((e) => {
      const svg = e.querySelector("svg.order-picture[role=group]").getBoundingClientRect();
      const box = e.getBoundingClientRect();
      return svg.top <= box.top + 36 && svg.bottom >= box.bottom - 1 || e.scrollTop + e.clientHeight > e.scrollHeight - 40 && svg.top <= box.top + 36;
    }), (covered) => covered, `rows at ${at}`);
    await note();
  }
  const steps = await bench.steps();
  assert.ok(seen.size > steps * 0.6, `${seen.size} of ${steps} steps`);
  // By keys, from the top down beyond what is drawn.
  await pane.evaluate((e) => e.scrollTo(0, 0));
  await shown("make(chan)").focus();
  const at = () => page.evaluate(() => Number(document.activeElement.id.replace("order-", "")));
  let last = await at();
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("ArrowDown");
    last = await eventually(at, (n) => n > last, "the next event has the focus");
  }
  await page.keyboard.press("Enter");
  await bench.main.locator(".order-event.same").waitFor();
  const counts = await bench.main.locator(".order-counts").innerText();
  const [past, future] = counts.match(/(\d+) happened before it, (\d+) happen after it/).slice(1).map(Number);
  // In the whole run, not in what is drawn of it.
  assert.ok(past > 250 && future > 250, counts);
  await axe(page, "a long order");
});

const SPIN = `package main

import "sync"

func main() {
	var mu sync.Mutex
	n := 0
	for range 3_000_000 {
		mu.Lock()
		n++
		mu.Unlock()
	}
}
`;

journey("a long look for races says how far it is, and ends when told to", async (bench, page) => {
  await bench.ready();
  await bench.type(SPIN);
  await bench.run();
  await bench.console.locator(".exit").waitFor({ timeout: 60_000 });
  await page.locator("#tab-races").click();
  const said = bench.main.locator(".explore-progress");
  await eventually(() => said.innerText({ timeout: 500 }).catch(() => ""), (t) => /[1-9][\d\s]* instructions so far/.test(t), "how far it is");
  await axe(page, "a question under way");
  await bench.button("Cancel").focus();
  await page.keyboard.press("Enter");
  await page.getByText("Cancelled: nothing is known of this run.").waitFor();
  await bench.button("Look again").click();
  await eventually(() => bench.main.locator(".races-sum").innerText({ timeout: 500 }).catch(() => ""), (t) => /No race in this run/.test(t), "an answer");
});
