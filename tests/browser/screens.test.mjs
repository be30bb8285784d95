// Every screen, in both themes and on a phone: nothing for axe to find, nothing that scrolls sideways.

import assert from "node:assert/strict";
import { axe, ROOT, SUBPATH, eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

async function noSideways(page, what) {
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.scrollingElement.scrollWidth]);
  assert.ok(scroll <= inner, `${what}: ${scroll} px wide on a screen of ${inner}`);
}

const LESSON = "#lesson=first-steps/forgotten-receiver";

for (const scheme of ["light", "dark"]) {
  for (const [size, device] of [["desktop", {}], ["phone", PHONE]]) {
    const look = { colorScheme: scheme, ...device };

    journey(`axe: playground, ${scheme}, ${size}`, look, async (bench, page) => {
      await bench.main.waitFor();
      if (size === "desktop") await bench.ready();
      await page.waitForTimeout(300);
      await axe(page, "before a run");
      await bench.run();
      await page.waitForTimeout(800);
      await axe(page, "after a run");
      await noSideways(page, "playground");
      if (size === "phone") {
        for (const part of ["Timeline", "State", "Output", "Code"]) {
          await page.getByRole("button", { name: part, exact: true }).click();
          await page.waitForTimeout(150);
          await axe(page, part);
          await noSideways(page, part);
        }
      }
    });

    journey(`axe: examples, lessons and dialogs, ${scheme}, ${size}`, look, async (bench, page) => {
      for (const place of ["#examples", "#learn", "#layout", LESSON, "#ex=forgotten-receiver"]) {
        await page.goto(`${ROOT}${place}`);
        await bench.main.waitFor();
        await page.waitForTimeout(700);
        await axe(page, place);
        await noSideways(page, place);
      }
      await bench.run();
      await page.waitForTimeout(800);
      await axe(page, "a deadlock");
      await page.keyboard.press("Control+S");
      await page.getByRole("dialog").waitFor();
      await axe(page, "share dialog");
      await page.keyboard.press("Escape");
      // A phone has no keyboard to be helped with.
      for (const name of size === "phone" ? ["Settings"] : ["Settings", "Keyboard and help"]) {
        await page.getByRole("button", { name }).first().click();
        await page.getByRole("dialog").waitFor();
        await axe(page, name);
        await page.keyboard.press("Escape");
      }
    });
  }
}

journey("the theme can be changed and stays", { colorScheme: "light" }, async (bench, page) => {
  await bench.ready();
  const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await colour();
  await page.getByRole("button", { name: "Switch to the dark theme" }).click();
  await eventually(colour, (c) => c !== light, "other colours");
  const dark = await colour();
  await page.reload();
  await bench.ready();
  assert.equal(await colour(), dark);
});

journey("every example opens, compiles and runs to an end", async (bench, page) => {
  await page.goto(`${ROOT}#examples`);
  await page.locator("a.example").first().waitFor();
  const links = await page.locator("a.example").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.ok(links.length >= 12, `${links.length} examples`);
  for (const href of links) {
    await page.goto(`${ROOT}${href}`);
    await bench.ready();
    await page.waitForTimeout(300);
    assert.equal(await page.locator(".problems li.error").count(), 0, `${href} has errors`);
    await bench.run();
    await bench.console.locator(".exit").waitFor();
  }
});

journey("a lesson moves its program, asks first, and is decided by the engine", { url: `${ROOT}${LESSON}` }, async (bench, page) => {
  await bench.ready();
  await page.locator("article.prose").getByText("the moment when main waits").click();
  await eventually(() => bench.position(), (n) => n > 0, "the link moved the program");
  await page.getByText("all goroutines are asleep").first().waitFor();
  await page.getByRole("button", { name: "Check my program" }).click();
  await page.getByText("Not yet.").waitFor();
  await bench.type(`package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { results <- i * i })
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println("sum", sum)
}
`);
  await page.waitForTimeout(400);
  await page.getByRole("button", { name: "Check my program" }).click();
  await page.getByText(/It holds, in all/).waitFor();
});

journey("the keyboard alone is enough to run, step and open help", async (bench, page) => {
  await bench.ready();
  await page.keyboard.press("Control+Enter");
  await bench.console.locator(".exit").waitFor();
  await bench.back(2);
  await page.locator(".lanes").first().focus();
  await page.keyboard.press("Home");
  await eventually(() => bench.position(), (n) => n === 0, "the start");
  await page.keyboard.press("ArrowRight");
  await eventually(() => bench.position(), (n) => n === 1, "one step");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
});

journey("reduced motion stops every transition", { reducedMotion: "reduce" }, async (bench, page) => {
  await bench.ready();
  await bench.step(5);
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((e) => {
      const s = getComputedStyle(e);
      return [s.transitionDuration, s.animationDuration].some((d) => d.split(",").some((x) => parseFloat(x) > 0.001)) ;
    }).map((e) => e.className?.baseVal ?? e.className).slice(0, 5));
  assert.deepEqual(moving, []);
});

journey("everything works with storage blocked", async (bench, page) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
    }
  });
  await page.reload();
  await bench.ready();
  await bench.runToEnd();
});

if (SUBPATH) {
  journey("the page lives under a sub-path", { url: SUBPATH }, async (bench, page) => {
    await bench.ready();
    await bench.runToEnd();
    await page.goto(`${SUBPATH}${LESSON}`);
    await page.locator("article.prose h1").waitFor();
  });
}

journey("without its program the page says so and offers to try again", { allowErrors: [/ERR_FAILED|Failed to load resource/] }, async (bench, page) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Try again" }).waitFor();
  assert.match(await page.locator("#boot-note").innerText(), /could not be loaded/);
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await bench.ready();
});
