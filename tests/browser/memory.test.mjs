// Memory of a run: stacks and heap follow the steps, objects stay where they are, slices over one
// array lie beside it, bytes are reached, followed, read as other types, and what changed is ringed.

import assert from "node:assert/strict";
import { ROOT, axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const LIST = `package main

import "fmt"

type Node struct {
	value int32
	last  bool
	next  *Node
}

func main() {
	var list *Node
	for i := range 3 {
		list = &Node{value: int32(i), next: list}
		fmt.Println(i)
	}
	list.value = 77
	fmt.Println(list.next.value)
	list = list.next
	fmt.Println(list.value)
	fmt.Println(list.next.value)
}
`;

const SLICES = `package main

import "fmt"

func main() {
	a := make([]int, 3, 6)
	b := append(a, 4)
	c := a[1:2]
	b[0] = 42
	fmt.Println(a, b, c)
}
`;

const LONG = `package main

import "fmt"

type Node struct {
	value int
	next  *Node
}

func main() {
	var list *Node
	all := []*Node{}
	for i := range 10000 {
		list = &Node{i, list}
		all = append(all, list)
	}
	fmt.Println(len(all))
	all[7].value = -1
	fmt.Println(list.value)
	fmt.Println(len(all), list.next.value)
}
`;

async function open(bench, page, text, step) {
  const phone = page.viewportSize().width < 768;
  await bench.editor.waitFor();
  await bench.main.locator(".narration").waitFor({ state: "attached" });
  await bench.type(text);
  await bench.run();
  await bench.console.locator(".exit").waitFor({ state: "attached" });
  await bench.seek(step);
  if (phone) await page.locator(".segments button").nth(2).click();
  await page.locator("#tab-memory").click();
  await page.locator(".mem-picture").waitFor();
}


const nodes = (page) => page.locator(".mem-object", { has: page.locator(".mem-title", { hasText: /^Node$/ }) });
const places = (page) => nodes(page).evaluateAll((all) => Object.fromEntries(all.map((g) => [g.querySelector(".mem-heading").id, g.getAttribute("transform")])));
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

journey("memory: the diagram follows the steps, and who stays keeps the place", async (bench, page) => {
  await open(bench, page, LIST, 2);
  await eventually(() => nodes(page).count(), (n) => n === 2, "two nodes");
  const first = await places(page);
  await bench.step();
  await eventually(() => nodes(page).count(), (n) => n === 3, "three nodes");
  assert.equal(await nodes(page).locator("xpath=self::*[contains(@class, 'fresh')]").count(), 1);
  const third = await places(page);
  for (const [id, place] of Object.entries(first)) assert.equal(third[id], place);
  assert.equal(new Set(Object.values(third)).size, 3);
  // A value that changed is marked, in the picture and for those who hear it.
  await bench.step();
  const changed = page.locator('.mem-row[aria-label="value int32 77; changed"]');
  await changed.waitFor();
  // Back again: everything where it was.
  await bench.back();
  await eventually(() => places(page), (p) => JSON.stringify(p) === JSON.stringify(third), "places");
  // What nothing leads to any more is garbage: shown when asked for.
  await bench.seek(5);
  await eventually(() => nodes(page).count(), (n) => n === 2, "two nodes");
  await page.locator(".mem-tools label", { hasText: "garbage" }).click();
  await eventually(() => page.locator(".mem-card.garbage", { has: page.locator("text=Node") }).count(), (n) => n === 1, "garbage");
});

journey("memory: it is the page's run, though the unsafe lab has runs of its own", { url: `${ROOT}#unsafe` }, async (bench, page) => {
  await eventually(() => page.locator(".un-picture").count(), (n) => n === 3, "pictures");
  await page.evaluate(() => { location.hash = "#play"; });
  await open(bench, page, LIST, 2);
  await eventually(() => nodes(page).count(), (n) => n === 2, "two nodes");
});

journey("memory: slices over one array lie beside it", async (bench, page) => {
  await open(bench, page, SLICES, 2);
  const array = page.locator(".mem-object", { has: page.locator(".mem-bracket") });
  await eventually(() => array.locator(".mem-bracket title").allTextContents(), (t) => t.join() === "a,b,c", "brackets");
  assert.equal(await array.locator(".mem-row").count(), 6);
  assert.equal(await array.locator(".mem-row.spare").count(), 2);
  // Both show what b wrote.
  assert.match(await array.locator(".mem-row").first().getAttribute("aria-label"), /^0 int 42/);
});

journey("memory: keys move, Enter follows, and the words lead to the code", async (bench, page) => {
  await open(bench, page, LIST, 4);
  await page.locator(".mem-stack .mem-heading").last().focus();
  const row = page.locator(".mem-stack .mem-row", { has: page.locator(".mem-label", { hasText: /^list$/ }) });
  const id = await row.getAttribute("id");
  for (let i = 0; i < 12 && (await focused(page)) !== id; i++) await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), id);
  await page.keyboard.press("Enter");
  await eventually(() => focused(page), (f) => /^mem-c[0-9a-f]+$/.test(f), "an object");
  const said = page.locator(".mem-said");
  await eventually(() => said.innerText(), (t) => /main\.Node/.test(t) && /main\.go:14/.test(t), "words");
  await page.keyboard.press("ArrowDown");
  await eventually(() => said.innerText(), (t) => /value int32/.test(t), "a field");
  await said.getByRole("button", { name: "main.go:14" }).click();
  await bench.editor.waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type(" // made here");
  assert.match(await bench.text(), /next: list\} \/\/ made here/);
});

journey("memory: the list says the same", async (bench, page) => {
  await open(bench, page, LIST, 4);
  await page.locator(".mem-tools label", { hasText: "as a list" }).click();
  const list = page.getByRole("region", { name: "Memory as a list" });
  const link = list.locator("tr", { hasText: "list" }).getByRole("button", { name: /leads to 0xc/ }).first();
  const to = (await link.innerText()).match(/0xc[0-9a-f]+/)[0];
  await link.click();
  await eventually(() => page.evaluate(() => document.activeElement.textContent), (t) => t.includes(to), "the entry");
});

journey("memory: bytes are found, followed, read otherwise, and ringed when they change", async (bench, page) => {
  await open(bench, page, LIST, 3);
  await page.locator("#memory-tab-bytes").click();
  const grid = page.getByRole("grid");
  await grid.waitFor();
  const field = page.locator("#memory-go");
  await field.fill("nobody");
  await field.press("Enter");
  await page.getByRole("alert").filter({ hasText: "nobody" }).waitFor();
  await field.fill("list");
  await field.press("Enter");
  const side = page.locator(".mem-detail");
  await eventually(() => side.innerText(), (t) => /\.value/.test(t) && /int32/.test(t), "the first field");
  const at = await side.locator("h2").innerText();
  // Padding behind the bool.
  await page.locator(`#bytes-${(BigInt(at) + 5n).toString(16)}`).click();
  await eventually(() => side.innerText(), (t) => /padding/.test(t), "padding");
  // The pointer behind it.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await eventually(() => side.innerText(), (t) => /\.next/.test(t), "the pointer");
  await page.keyboard.press("Enter");
  await eventually(() => side.locator("h2").innerText(), (t) => t !== at && /^0xc/.test(t), "the next node");
  await eventually(() => side.innerText(), (t) => /\.value/.test(t), "its first field");
  await bench.button("Back").click();
  await field.fill(at);
  await field.press("Enter");
  await eventually(() => side.locator("h2").innerText(), (t) => t === at, "there again");
  await page.locator("#memory-as").selectOption("main.Node");
  await eventually(() => page.locator(".mem-as .mem-values").innerText(), (t) => /value\s+2\s+int32/.test(t), "as a node");
  await page.locator("#memory-as").selectOption("float64");
  await eventually(() => page.locator(".mem-as .mem-values").innerText(), (t) => /float64/.test(t), "as a number");
  // 77 is written there.
  await bench.step();
  const byte = page.locator(`#bytes-${BigInt(at).toString(16)}`);
  await eventually(() => byte.getAttribute("aria-label"), (l) => l.includes(": 4d,") && l.includes("changed"), "the ring");
  assert.equal(await byte.locator(".mem-touch.write").count(), 1);
  await page.locator(".mem-touches li", { hasText: new RegExp(`g1 main writes 4 bytes at ${at}`) }).waitFor();
});

journey("memory: of a heap of 10,000 objects only what is in sight is drawn", async (bench, page) => {
  await open(bench, page, LONG, 2);
  await eventually(() => page.locator(".mem-totals").innerText(), (t) => /10.?0\d\d live objects/.test(t), "totals");
  const count = () => page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok((await count()) < 3000, `${await count()} elements`);
  const array = page.locator(".mem-object", { has: page.locator(".mem-bracket") });
  const rows = await array.locator(".mem-row").count();
  await page.locator(".mem-pane").evaluate((pane) => pane.scrollTo(0, 420));
  await array.locator(".mem-more").click();
  await eventually(() => array.locator(".mem-row").count(), (n) => n !== rows && n > 0, "more rows");
  assert.ok((await count()) < 3000, `${await count()} elements`);
  await page.locator("#memory-tab-bytes").click();
  await page.getByRole("grid").waitFor();
  assert.ok((await count()) < 3000, `${await count()} elements`);
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    journey(`memory: accessible, ${colorScheme}, ${viewport.width} wide`, { colorScheme, viewport }, async (bench, page) => {
      await open(bench, page, LIST, 4);
      await nodes(page).first().waitFor();
      await axe(page, "diagram");
      await page.locator(".mem-tools label", { hasText: "as a list" }).click();
      await axe(page, "list");
      await page.locator("#memory-tab-bytes").click();
      await page.getByRole("grid").waitFor();
      await page.locator("#memory-as").selectOption({ index: 1 });
      await axe(page, "bytes");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= viewport.width, `${wide} wide`);
    });
  }
}
