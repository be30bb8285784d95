// The unsafe lab: an example shows its moments from a real run, an edited program shows its own, a
// link opens the whole lab again.

import assert from "node:assert/strict";
import { ROOT, axe, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const LAB = `${ROOT}#unsafe`;

const moments = (page) => page.locator(".un-moment h3").allTextContents();
const still = (page) => page.locator(".un-stage[aria-busy=false]").waitFor();
const counts = (page) => page.locator(".un-moment").nth(1).locator(".un-counts span").allTextContents();
const choose = (page, title) => page.getByRole("button", { name: title, exact: true }).click();

journey("unsafe: an example shows three moments of a real run", { url: `${LAB}=copy` }, async (bench, page) => {
  await eventually(() => page.locator(".un-picture").count(), (n) => n === 3, "pictures");
  assert.deepEqual(await moments(page), ["before", "during", "after"]);
  assert.deepEqual(await counts(page), ["1 block, 24 bytes allocated", "17 bytes copied"]);
  await eventually(() => page.locator(".un-output pre").textContent(), (t) => t === "Copied for safety\ncopied for safety\n", "output");
  await choose(page, "unsafe.String copies nothing");
  await eventually(() => counts(page), (c) => c.join() === "nothing allocated,nothing copied", "counts");
  await eventually(() => page.locator(".un-owners").allTextContents(), (o) => o.join() === "2 owners: b, s", "owners");
  assert.match(page.url(), /#unsafe=unsafe_string$/);
});

journey("unsafe: a fault ends the run, checkptr stops it, and vet warns", { url: `${LAB}=read_only` }, async (bench, page) => {
  await page.getByText("The run ended before it came here.").waitFor();
  await eventually(() => page.locator(".un-output pre").textContent(), (t) => t.includes("fatal error: fault"), "fault");
  await choose(page, "2. To a uintptr, to look at it");
  await page.locator(".un-vet code", { hasText: "possible misuse of unsafe.Pointer" }).waitFor();
  await page.getByLabel("checkptr").check();
  await eventually(() => page.locator(".un-output pre").allTextContents(), (t) => t.join().includes("checkptr: pointer arithmetic result points to invalid allocation"), "stop");
});

journey("unsafe: an edited program shows its own moments, and a link opens them again", { url: `${LAB}=copy` }, async (bench, page, profile) => {
  await bench.editor.waitFor();
  await still(page);
  await bench.type("package main\n\nfunc main() {\n\tx := []int32{1, 2}\n\t// ◆ here: two numbers\n\tx[0] = 7\n\t// ◆ there\n\tprintln(x[0])\n}\n");
  await eventually(() => moments(page), (m) => m.join() === "here,there", "moments");
  await still(page);
  await bench.button("Copy link").click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await profile.newPage();
  await other.goto(address);
  await eventually(() => moments(other), (m) => m.join() === "here,there", "moments");
  assert.deepEqual(await other.locator(".un-say").allTextContents(), ["two numbers", ""]);
  await other.close();
  await bench.button("Reset").click();
  await eventually(() => moments(page), (m) => m.join() === "before,during,after", "moments");
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    journey(`unsafe: accessible, ${colorScheme}, ${viewport.width} wide`, { url: `${LAB}=float_bits`, colorScheme, viewport }, async (bench, page) => {
      await eventually(() => page.locator(".un-picture").count(), (n) => n === 3, "pictures");
      await still(page);
      await axe(page, "the unsafe lab");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "scrolls sideways");
    });
  }
}
