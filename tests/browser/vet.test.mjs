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
  const broken = CROOKED.replace("x==1 {", "x==1 (");
  await bench.type(broken);
  await page.getByRole("button", { name: "Format" }).click();
  await page.getByText("does not parse yet").waitFor();
  assert.equal(await bench.text(), broken);
});
