// Garbage: the heap over time, a collection that is watched step by step, what keeps an object alive.

import assert from "node:assert/strict";
import { axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const CACHE = `package main

import "runtime"

type Node struct {
	next *Node
	pad  [3]int
}

var cache = map[string]*Node{}

func fill() {
	for range 300 {
		_ = &Node{next: &Node{}}
	}
	cache["k"] = &Node{next: &Node{}}
}

func main() {
	fill()
	runtime.GC()
	println(len(cache))
}
`;

async function open(bench, page) {
  await bench.ready();
  await bench.type(CACHE);
  await bench.runToEnd();
  await page.locator("#tab-memory").click();
  await page.locator("#memory-tab-garbage").click();
  await page.locator(".gc-chart").waitFor();
}

journey("a collection is watched from white to black", async (bench, page) => {
  await open(bench, page);
  const grid = page.locator(".gc-grid");
  const said = page.locator(".gc-said");
  assert.match(await grid.getAttribute("aria-label"), /^(\d+) objects white, 0 grey, 0 black/);
  await page.getByRole("button", { name: "Next step" }).click();
  await eventually(() => said.innerText(), (text) => /reached\.$/.test(text), "a root leads to an object");
  await page.keyboard.press("End");
  await eventually(() => grid.getAttribute("aria-label"), (text) => /^0 objects white, 0 grey, [1-9]/.test(text),
    "all that stays is black");
  await page.keyboard.press("Home");
  await eventually(() => grid.getAttribute("aria-label"), (text) => / 0 grey, 0 black/.test(text), "white again");
  await axe(page, "garbage");
});

journey("what keeps an object alive is a way from a root, and sites count what was swept", async (bench, page) => {
  await open(bench, page);
  // Nodes only: the map's entries come from the same line.
  const nodes = page.getByRole("button", { name: /^main\.Node$/ });
  const of = (line) => page.locator(".gc-sites tbody tr", { hasText: line });
  const kept = of("main.go:16").filter({ has: nodes }).first();
  assert.deepEqual((await kept.locator("td").allInnerTexts()).slice(1, 3), ["1", "32 B"]);
  const lost = of("main.go:14").first();
  // Allocated, and none of them live.
  assert.match((await lost.locator("td").allInnerTexts()).join(" "), /main\.Node 300 9600 B 0 B 0 B$/);
  await kept.getByTitle("What keeps it alive?").click();
  const way = page.locator(".gc-way").first();
  await way.waitFor();
  assert.match(await way.innerText(), /package variable cache[\s\S]*map\[string\]\*main\.Node[\s\S]*\["k"\][\s\S]*main\.Node/);
  await page.locator("#gc-address").fill("0xc0000f0000");
  await page.locator("#gc-address").press("Enter");
  await eventually(() => page.locator(".gc").innerText(), (text) => text.includes("There is no object at"), "no object");
});
