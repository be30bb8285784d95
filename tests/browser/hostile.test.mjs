// Programs that want to do harm: the page answers, Stop works, no text is lost.

import assert from "node:assert/strict";
import { eventually, journey, useBrowser } from "./harness.mjs";

useBrowser();

const main = (body, imports = "", more = "") => `package main\n${imports}\n${more}\nfunc main() {\n${body}\n}\n`;

/**
 * The page answers: of three windows of half a second each, the calmest has no pause of a quarter
 * of a second. A page that hangs has none; a machine that is busy with something else still has one.
 */
async function lively(page) {
  const calmest = await page.evaluate(async () => {
    let calmest = Infinity;
    for (let window = 0; window < 3; window++) {
      let worst = 0;
      for (let i = 0; i < 20; i++) {
        const start = performance.now();
        await new Promise((r) => setTimeout(r, 20));
        worst = Math.max(worst, performance.now() - start - 20);
      }
      calmest = Math.min(calmest, worst);
      if (calmest < 250) break;
    }
    return calmest;
  });
  assert.ok(calmest < 250, `the page stood still for ${calmest.toFixed(0)} ms`);
}

function hostile(name, source, { ends } = {}) {
  journey(`hostile: ${name}`, async (bench, page) => {
    await bench.ready();
    await bench.type(source);
    await bench.run();
    await lively(page);
    if (ends) {
      await eventually(() => bench.narration.innerText(), (t) => ends.test(t), "the run ends by itself");
    } else {
      await bench.button("Stop").click();
      await eventually(() => bench.narration.innerText(), (t) => /You ended this run|Stopped|finished|deadlock|gave up/i.test(t), "stopped");
    }
    // The text is whole, and the next program runs.
    assert.ok((await bench.text()).startsWith("package main"));
    await bench.type(main('println("alive")'));
    await bench.run();
    // The console still shows the harmful run until this one begins.
    await eventually(() => bench.output(), (lines) => lines.length === 1 && lines[0] === "alive", "the next program runs");
  });
}

hostile("an empty loop", main("\tfor {\n\t}"));
hostile("a busy loop that prints nothing", main("\tn := 0\n\tfor {\n\t\tn++\n\t}"));
hostile("endless goroutines", main("\tfor {\n\t\tgo func() { select {} }()\n\t}"), { ends: /goroutines|memory/i });
hostile("endless memory", main("\tvar s [][]byte\n\tfor {\n\t\ts = append(s, make([]byte, 1<<20))\n\t}"), { ends: /memory/i });
hostile("endless output", main('\tfor {\n\t\tprintln("x")\n\t}'), { ends: /printed/i });
hostile("endless recursion", main("\tf(0)", "", "func f(n int) int { return f(n+1) + 1 }\n"), { ends: /gave up|overflow|memory/i });
// Virtual time has an end too: 292 years of sleep are slept in a moment.
hostile("endless sleeping", main('\tfor {\n\t\ttime.Sleep(time.Hour)\n\t}', 'import "time"'), { ends: /Stopped after/ });

journey("hostile: a hundred thousand nested parentheses", async (bench, page) => {
  await bench.ready();
  await bench.type(main(`\tx := ${"(".repeat(100_000)}1${")".repeat(100_000)}\n\t_ = x`));
  await lively(page);
  await eventually(() => page.locator(".problems li").count(), (n) => n > 0, "the compiler says so");
  await bench.type(main('println("alive")'));
  assert.deepEqual(await bench.runToEnd(), ["alive"]);
});
