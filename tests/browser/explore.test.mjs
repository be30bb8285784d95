// Every interleaving: explore, read what the program can do, open an outcome, compare, share.

import assert from "node:assert/strict";
import { axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const LOCKS = `package main

import "sync"

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() { a.Lock(); b.Lock(); b.Unlock(); a.Unlock() })
	wg.Go(func() { b.Lock(); a.Lock(); a.Unlock(); b.Unlock() })
	wg.Wait()
}
`;

const ONE_OR_TWO = `package main

import (
	"fmt"
	"sync"
)

// sudog: no race, output "2\\n"

func main() {
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { n++ })
	}
	wg.Wait()
	fmt.Println(n)
}
`;

// Six goroutines that meet in 720 orders: more than one worker's share.
const MANY = `package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	order := ""
	for i := range 7 {
		wg.Go(func() {
			mu.Lock()
			order += fmt.Sprint(i)
			mu.Unlock()
		})
	}
	wg.Wait()
	if order == "6543210" {
		panic("backwards")
	}
}
`;

const ENDLESS = `package main

import "sync"

func main() {
	var mu sync.Mutex
	n := 0
	for range 6 {
		go func() {
			for range 50 {
				mu.Lock()
				n++
				mu.Unlock()
			}
		}()
	}
	select {}
}
`;

class Lab {
  constructor(page) {
    this.page = page;
    this.claim = page.locator(".explore-claim");
    this.outcomes = page.locator(".outcome");
  }

  async open() {
    await this.page.getByRole("tab", { name: "Explore" }).click();
    await this.page.locator(".lab-bar").waitFor();
  }

  button(name) {
    return this.page.locator(".lab").getByRole("button", { name, exact: true });
  }

  async explore() {
    await this.button("Explore").click();
    return eventually(() => this.claim.textContent({ timeout: 500 }).catch(() => ""), (t) => t !== "", "a claim");
  }
}

journey("a deadlock is found in some interleaving and opens as a run", async (bench, page) => {
  await bench.ready();
  await bench.type(LOCKS);
  const lab = new Lab(page);
  await lab.open();
  const claim = await lab.explore();
  assert.match(claim, /^Complete: every interleaving is like one of \d+ executions; things go wrong in \d+ of them/);
  assert.match(await lab.outcomes.nth(1).textContent(), /deadlock/);
  await lab.button("Open this run").click();
  await eventually(() => bench.narration.textContent(), (t) => /Deadlock/.test(t), "the deadlock");
  // It is an ordinary run: it goes back, and on.
  const steps = await bench.steps();
  await bench.seek(steps - 3);
  await bench.seek(steps);
  await eventually(() => bench.narration.textContent(), (t) => /Deadlock/.test(t), "the deadlock again");
});

journey("an explored run fits a link and comes back from it", async (bench, page, profile) => {
  await bench.ready();
  await bench.type(LOCKS);
  const lab = new Lab(page);
  await lab.open();
  await lab.explore();
  await lab.button("Open this run").click();
  await eventually(() => bench.narration.textContent(), (t) => /Deadlock/.test(t), "the deadlock");
  const steps = await bench.steps();
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.locator("dialog input.field").inputValue();
  const other = await profile.newPage();
  await other.goto(link);
  const there = new bench.constructor(other);
  await eventually(() => there.narration.textContent(), (t) => /Deadlock/.test(t), "the deadlock from the link");
  assert.equal(await there.steps(), steps);
});

journey("comments in the program say what must hold", async (bench, page) => {
  await bench.ready();
  await bench.type(ONE_OR_TWO);
  const lab = new Lab(page);
  await lab.open();
  await lab.explore();
  const claims = await page.locator(".claims li").allTextContents();
  assert.equal(claims.length, 2);
  assert.match(claims[0], /no race: does not hold/);
  assert.match(claims[1], /output “2”: does not hold/);
  // Both outputs, each with its schedule.
  const rows = await lab.outcomes.allTextContents();
  assert.ok(rows.some((r) => /prints 1/.test(r)) && rows.some((r) => /prints 2/.test(r)), rows.join("; "));
  for (const n of ["1", "2"]) {
    await lab.outcomes.filter({ hasText: `prints ${n}` }).first().click();
    await lab.button("Open this run").click();
    await eventually(() => bench.output(), (lines) => lines.join() === n, `the run that prints ${n}`);
  }
});

journey("two outcomes are compared where they part", async (bench, page) => {
  await bench.ready();
  await bench.type(LOCKS);
  const lab = new Lab(page);
  await lab.open();
  await lab.explore();
  await page.getByRole("button", { name: /^Compare with outcome/ }).click();
  await page.locator(".compare-sides").waitFor();
  assert.equal(await page.locator(".compare-side .parts").count(), 2);
  const [left, right] = await page.locator(".compare-side .parts").allTextContents();
  assert.notEqual(left, right);
  await lab.button("Back to the outcomes").click();
  assert.ok((await lab.outcomes.count()) > 1);
});

journey("a larger search is spread over workers and finds the one bad order", async (bench, page) => {
  await bench.ready();
  await bench.type(MANY);
  const lab = new Lab(page);
  await lab.open();
  const claim = await lab.explore();
  assert.match(claim, /one of 5040 executions; things go wrong in 1 of them/);
  assert.match(await lab.outcomes.nth(1).textContent(), /panic.*backwards/);
  // The workers' trees are one: unfolding leads to the one execution that goes wrong.
  const tree = page.locator(".search-tree");
  assert.match(await tree.locator("summary").first().textContent(), /From the start.*5040 executions, 1 wrong/);
  const wrong = () => tree.locator("details:not([open]) > summary", { hasText: /, 1 wrong/ });
  for (let i = 0; i < 60 && (await wrong().count()) > 0; i++) {
    await wrong().first().focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(30);
  }
  await tree.locator(".outcome-sort.bad").first().click();
  assert.match(await page.locator(".outcome[aria-pressed=true]").textContent(), /panic.*backwards/);
});

journey("an exploration is stopped at once, and says how far it was", async (bench, page) => {
  await bench.ready();
  await bench.type(ENDLESS);
  const lab = new Lab(page);
  await lab.open();
  await lab.button("Explore").click();
  await page.locator(".explore-progress").waitFor();
  await eventually(() => page.locator(".explore-progress").textContent(), (t) => /[1-9]\d* executions/.test(t), "progress");
  await lab.button("Stop").click();
  await eventually(() => lab.claim.textContent({ timeout: 500 }).catch(() => ""), (t) => /Stopped after/.test(t), "the claim");
  assert.match(await lab.claim.textContent(), /nothing is claimed beyond|went wrong/);
});

journey("the shortest way to break a program", async (bench, page) => {
  await bench.ready();
  await bench.type(MANY);
  const lab = new Lab(page);
  await lab.open();
  await lab.button("Try to break it").click();
  await eventually(() => lab.claim.textContent({ timeout: 500 }).catch(() => ""), (t) => t !== "", "a claim");
  assert.match(await lab.claim.textContent(), /Broken/);
  await lab.button("Open this run").click();
  await eventually(() => bench.console.innerText(), (t) => /panic: backwards/.test(t), "the panic");
});

journey("what does not compile is not explored", async (bench, page) => {
  await bench.ready();
  await bench.type("package main\n\nfunc main() { x := 1 }\n");
  const lab = new Lab(page);
  await lab.open();
  await eventually(() => lab.button("Explore").isDisabled(), (off) => off, "a disabled button");
});

journey("a lost lab is explained", { allowErrors: [/Failed to load|net::ERR/] }, async (bench, page) => {
  await page.route(/lab.*\.wasm/, (route) => route.abort());
  await bench.ready();
  await page.getByRole("tab", { name: "Explore" }).click();
  await page.getByText("The lab could not be loaded").waitFor();
  await page.unroute(/lab.*\.wasm/);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator(".lab-bar").waitFor();
});

const LIKES = `package main

import (
	"fmt"
	"sync"
)

func main() {
	likes := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			likes++
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("likes:", likes)
}
`;

journey("a lesson's exercise is graded over every interleaving", async (bench, page) => {
  await page.goto(`${new URL(page.url()).origin}${new URL(page.url()).pathname}#lesson=races/lost-update`);
  await bench.ready();
  const task = page.locator(".task");
  await task.getByRole("button", { name: "Check my program" }).click();
  await task.getByText("Not yet.").waitFor();
  assert.equal(await task.locator("li.failed").count(), 2);
  // The counterexample is one click away.
  await task.getByRole("button", { name: "Show the run that fails" }).click();
  await bench.console.locator(".exit").waitFor();
  // Links of the prose open the lab.
  await page.getByRole("button", { name: /Look at every interleaving/ }).click();
  await eventually(() => page.locator(".outcome").count(), (n) => n === 2, "two outcomes");
  await bench.type(LIKES);
  await task.getByRole("button", { name: "Check my program" }).click();
  await task.getByText("Passed").waitFor();
  assert.equal(await task.locator("li.held").count(), 3);
});

journey("the search tree folds and leads to outcomes", async (bench, page) => {
  await bench.ready();
  await bench.type(LOCKS);
  const lab = new Lab(page);
  await lab.open();
  await lab.explore();
  const tree = page.locator(".search-tree");
  await tree.waitFor();
  assert.equal(await tree.locator(".badge.warn").count(), 1, "one branch decides");
  assert.match(await tree.locator("summary").first().textContent(), /From the start.*executions, 1 wrong|From the start.*wrong/);
  await tree.locator(".outcome-sort.bad").first().click();
  assert.match(await page.locator(".outcome[aria-pressed=true]").textContent(), /deadlock/);
});

for (const scheme of ["light", "dark"]) {
  journey(`random schedules, and what they are worth, ${scheme}`, { colorScheme: scheme }, async (bench, page) => {
    await bench.ready();
    await bench.type(LOCKS);
    const lab = new Lab(page);
    await lab.open();
    const ways = page.getByLabel("Which schedules");
    await ways.selectOption({ label: "random priorities, depth 3" });
    await page.getByLabel("Most executions").selectOption("1000");
    const claim = await lab.explore();
    assert.match(claim, /^Stopped after 1000 random executions; things went wrong in \d+ of them\./);
    const worth = await page.getByText(/^Random priorities:/).textContent();
    const [, one, all, n, k] = worth.match(/= 1\/([\d\s]+), in one of all with at least ([\d.]+) % \(n = (\d+).*k = (\d+) operations, d = 3\)/);
    // 1/(n k²), and what is left of a thousand misses.
    const each = Number(n) * Number(k) ** 2;
    assert.equal(Number(one.replace(/\s/g, "")), each);
    assert.equal(Number(all), Number((100 * (1 - (1 - 1 / each) ** 1000)).toFixed(2)));
    await axe(page, "random schedules");
    await lab.button("Open this run").click();
    await eventually(() => bench.narration.textContent(), (t) => /Deadlock/.test(t), "the deadlock");
  });
}

journey("a search that had to stop goes on with random schedules", async (bench, page) => {
  await bench.ready();
  await bench.type(MANY);
  const lab = new Lab(page);
  await lab.open();
  await page.getByLabel("Most executions").selectOption("1000");
  assert.match(await lab.explore(), /^Stopped after 1000 executions\./);
  // By keyboard.
  await lab.button("10\u202f000 random schedules").focus();
  await page.keyboard.press("Enter");
  const both = await eventually(
    () => lab.claim.textContent({ timeout: 500 }).catch(() => ""), (t) => /random ones/.test(t), "both counts");
  assert.match(both, /^Stopped after 1000 executions and 10\s000 random ones(; things went wrong|\. Nothing went wrong)/);
  assert.match(await page.locator(".explore").textContent(), /How likely that is to show a given bug is not known/);
  // And on again, another way: both count, what is said of chances is the latter's.
  await lab.button("10\u202f000 by random priorities, depth 3").click();
  await eventually(() => page.locator(".explore").textContent(), (t) => /in one of all with at least/.test(t), "the guarantee");
  const counts = await lab.outcomes.locator(".outcome-count").allTextContents();
  assert.equal(counts.map((t) => Number(t.replace(/\s/g, ""))).reduce((a, b) => a + b), 21_000);
});
