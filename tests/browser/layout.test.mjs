// The layout lab: a person pastes a type, looks at its bytes, puts its fields into a better order
// by button, by keyboard and by dragging, and sends it on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ROOT, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const LAYOUT = `${ROOT}#layout`;
const TEXT = "type T struct {\n\ta bool // first\n\tb int64\n\tc bool\n}\n";

const rows = (page) => page.locator(".layout-table tbody tr td:nth-child(2) code").allTextContents();
const size = (page) => page.locator(".layout-facts strong").first().textContent();
const choose = (page, label, value) => page.locator(`.layout-choice:has(> span:text-is("${label}")) select`).selectOption(value);

const sized = (page, n) => eventually(() => size(page), (s) => s === n, "size");
const ordered = (page, names) => eventually(() => rows(page), (r) => r.join() === names.join(), "fields");

async function open(bench, page) {
  await bench.editor.waitFor();
  await bench.type(TEXT);
  await sized(page, "24 bytes");
}

journey("layout: a type without a package clause, and a better order at a click, and back", { url: LAYOUT }, async (bench, page) => {
  await open(bench, page);
  assert.deepEqual(await rows(page), ["a", "b", "c"]);
  await page.getByRole("button", { name: "Reorder" }).click();
  await sized(page, "16 bytes");
  assert.equal(await bench.text(), "type T struct {\n\tb int64\n\ta bool // first\n\tc bool\n}\n");
  await bench.button("Undo").click();
  await sized(page, "24 bytes");
  assert.equal(await bench.text(), TEXT);
});

journey("layout: a field moves by keyboard and by dragging", { url: LAYOUT }, async (bench, page) => {
  await open(bench, page);
  const handle = (name) => page.getByRole("button", { name: `Move ${name}: drag, or press arrow up or down` });
  await handle("b").focus();
  await page.keyboard.press("ArrowDown");
  await ordered(page, ["a", "c", "b"]);
  await sized(page, "16 bytes");
  // The focus went along.
  await eventually(() => page.evaluate(() => document.activeElement.ariaLabel ?? ""), (l) => l.startsWith("Move b"), "focus");
  const from = await handle("b").boundingBox();
  const to = await handle("a").boundingBox();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 12, { steps: 5 });
  await page.mouse.up();
  await ordered(page, ["b", "a", "c"]);
});

journey("layout: targets beside each other, and the whole lab in the address", { url: LAYOUT }, async (bench, page, profile) => {
  await open(bench, page);
  await choose(page, "Target", "386");
  await sized(page, "16 bytes");
  await choose(page, "Beside it", "all");
  await eventually(() => page.locator(".layout-group").count(), (n) => n === 2, "groups");
  const arches = await page.locator(".layout-arches").allTextContents();
  assert.match(arches[0], /^386, .*arm/);
  assert.match(arches[1], /amd64.*wasm/);
  await bench.button("Copy link").click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await profile.newPage();
  await other.goto(address);
  await other.locator(".layout-group").nth(1).waitFor();
  assert.equal(await size(other), "16 bytes");
  assert.deepEqual(await rows(other), ["a", "b", "c"]);
  await other.close();
});

journey("layout: what is typed is there again, and what is wrong is said", { url: LAYOUT }, async (bench, page) => {
  await open(bench, page);
  await bench.type(`${TEXT}\ntype U struct { x undefined }`);
  await page.locator(".layout-error", { hasText: "7:19: undefined: undefined" }).waitFor();
  assert.equal(await size(page), "24 bytes");
  await page.goto(`${ROOT}#learn`);
  await page.goto(LAYOUT);
  await bench.editor.waitFor();
  await eventually(() => bench.text(), (t) => t.includes("x undefined"), "text");
});

journey("layout: the picture as a file", { url: LAYOUT }, async (bench, page) => {
  await open(bench, page);
  const [download] = await Promise.all([page.waitForEvent("download"), bench.button("Save as SVG").click()]);
  assert.equal(download.suggestedFilename(), "T-amd64.svg");
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /^<svg xmlns/);
  assert.equal(text.match(/class="lay lay-pad/g).length, 2);
});

journey("layout: the panel beside a program rewrites it", async (bench, page) => {
  await bench.ready();
  await bench.type("package main\n\ntype T struct {\n\ta bool\n\tb int\n\tc bool\n}\n\nfunc main() {\n\tprintln(len(make([]T, 3)))\n}\n");
  await page.getByRole("tab", { name: "Layout" }).click();
  await sized(page, "24 bytes");
  await page.getByRole("button", { name: "Reorder" }).click();
  await eventually(() => bench.text(), (t) => t.includes("\tb int\n\ta bool\n\tc bool"), "text");
});
