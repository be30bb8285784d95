// What vet warns of beside the program, and the text in gofmt's form.

import assert from "node:assert/strict";
import { axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const COPY = `package main

import (
	"fmt"
	"sync"
)

func show(mu sync.Mutex) {
	fmt.Printf("%d\\n", "x")
}

func main() {
	show(sync.Mutex{})
}
`;

const CROOKED = `package main

import "fmt"

func main() {
    x   :=   1
    if x==1 {
fmt.Println("one")
    }
}
`;

const STRAIGHT = `package main

import "fmt"

func main() {
	x := 1
	if x == 1 {
		fmt.Println("one")
	}
}
`;

journey("vet's warnings come after a check, and go with their cause", async (bench, page) => {
  await bench.ready();
  await bench.type(COPY);
  const items = page.locator(".problems li.warning");
  await items.first().waitFor();
  assert.deepEqual(await items.locator("span:last-child").allInnerTexts(), [
    "show passes lock by value: sync.Mutex",
    'fmt.Printf format %d has arg "x" of wrong type string',
  ]);
  await page.locator(".cm-lintRange-warning").first().waitFor();
  assert.match(await page.locator(".problem-count").first().innerText(), /2 warnings/);
  await axe(page, "warnings");
  await items.nth(1).locator("button").click();
  // Warnings keep nobody from running.
  assert.deepEqual(await bench.runToEnd(), ["%!d(string=x)"]);
  await bench.type(COPY.replace("mu sync.Mutex", "mu *sync.Mutex").replace("sync.Mutex{}", "&sync.Mutex{}").replace('"x"', "1"));
  await eventually(() => page.locator(".problems li").count(), (n) => n === 0, "no warnings");
});

journey("what vet marks moves with the text while vet looks again", async (bench, page) => {
  await bench.ready();
  await bench.type(COPY);
  const marks = page.locator(".cm-lintRange-warning");
  await eventually(() => marks.count(), (n) => n === 2, "both are marked");
  // Every change of the marks from here on.
  await page.evaluate(() => {
    const root = document.querySelector(".source-live").shadowRoot;
    globalThis.fewest = 2;
    new MutationObserver(() => {
      globalThis.fewest = Math.min(globalThis.fewest, root.querySelectorAll(".cm-lintRange-warning").length);
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("// more");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator(".problems li.warning").first().innerText(), (t) => t.includes("9"), "vet has looked again");
  assert.equal(await page.evaluate(() => globalThis.fewest), 2);
  // An error is told instead of them.
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  await page.locator(".cm-lintRange-error").first().waitFor();
  assert.equal(await marks.count(), 0);
  await page.keyboard.press("Backspace");
  await eventually(() => page.locator(".cm-lintRange-error").count(), (n) => n === 0, "the error goes");
  await eventually(() => marks.count(), (n) => n === 2, "the warnings are back");
});

journey("Format makes the text gofmt's, keeps the cursor, and is one step to undo", async (bench, page) => {
  await bench.ready();
  await bench.type(CROOKED);
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 7; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Alt+F");
  await eventually(() => bench.text(), (t) => t === STRAIGHT, "gofmt's form");
  await page.keyboard.type("// here");
  await eventually(() => bench.text(), (t) => t.includes('fmt.Println("one")// here'), "the cursor is where it was");
  for (let i = 0; i < 2; i++) await page.keyboard.press("Control+z");
  await eventually(() => bench.text(), (t) => t === CROOKED, "what was typed");
});

journey("the button formats too, and what does not parse is left as it is", async (bench, page) => {
  await bench.ready();
  await bench.type(CROOKED);
  await page.getByRole("button", { name: "Format" }).click();
  await eventually(() => bench.text(), (t) => t === STRAIGHT, "gofmt's form");
  // Whoever wrote goes on writing.
  await page.keyboard.type("// on");
  await eventually(() => bench.text(), (t) => t.includes("// on"), "the focus is in the text");
  const broken = CROOKED.replace("x==1 {", "x==1 (");
  await bench.type(broken);
  await page.getByRole("button", { name: "Format" }).click();
  await page.getByText("does not parse yet").waitFor();
  assert.equal(await bench.text(), broken);
});

journey("in the plain editor too: the cursor stays, and it can be undone", async (bench, page) => {
  await bench.ready();
  await page.getByRole("button", { name: "Settings" }).first().click();
  await page.getByLabel("Plain editor").check();
  await page.keyboard.press("Escape");
  const area = page.locator(".source-plain");
  await area.fill(CROOKED);
  const inside = CROOKED.indexOf('"one")') + '"one")'.length;
  await area.evaluate((a, at) => a.setSelectionRange(at, at), inside);
  await page.getByRole("button", { name: "Format" }).click();
  await eventually(() => area.inputValue(), (t) => t === STRAIGHT, "gofmt's form");
  await page.keyboard.type("// here");
  await eventually(() => area.inputValue(), (t) => t.includes('fmt.Println("one")// here'), "the cursor is where it was");
  await eventually(async () => {
    await page.keyboard.press("Control+z");
    return area.inputValue();
  }, (t) => t === CROOKED, "what was typed");
});
