// Carries protocol messages between a file and the page's worker in Chromium. It knows only where a
// message says which request it answers, and what kind of answer it is (the first byte after the
// header: the index of the variant).
//
// node worker.mjs QUESTIONS ANSWERS

import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [questions, answers] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.SUDOG_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const page = await browser.newPage();
await page.goto(`${process.env.SUDOG_URL}#examples`);
await page.waitForFunction(() => globalThis.sudogWorker && document.querySelector("meta[name=sudog-assets]"));

const done = [];
for (const job of JSON.parse(readFileSync(questions, "utf8"))) {
  done.push(await page.evaluate(drive, job));
}
writeFileSync(answers, JSON.stringify(done));
await browser.close();

/** Runs in the page. */
async function drive(job) {
  const HEADER = 12;
  const DIAGNOSTICS = 1, PROGRESS = 2, STATE = 3;
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const [, script, binary] = document.querySelector("meta[name=sudog-assets]").content.split(" ");
  const worker = globalThis.sudogWorker(script, binary);
  let hear = () => {};
  worker.onmessage = (e) => hear(new Uint8Array(e.data));
  const dead = new Promise((_, no) => { worker.onerror = (e) => no(new Error(e.message ?? "the worker died")); });

  /** Resolves with the first message that `accept`s; counts from now. */
  const wait = (accept, ms = 300_000) => Promise.race([
    dead,
    new Promise((yes, no) => {
      const timer = setTimeout(() => no(new Error("no answer")), ms);
      hear = (bytes) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        if (accept(view.getUint32(8, true), bytes[HEADER])) {
          clearTimeout(timer);
          yes(bytes);
        }
      };
    }),
  ]);
  const send = (text) => {
    const bytes = unhex(text);
    worker.postMessage(bytes.buffer, [bytes.buffer]);
  };
  const result = { name: job.name, then_ms: [] };
  try {
    await wait(() => true);
    let start = performance.now();
    send(job.open);
    // Diagnostics come first; when they are errors no state follows.
    await wait((req, kind) => req === 1 && kind === DIAGNOSTICS);
    await wait((req, kind) => req === 1 && kind === STATE, 10_000);
    result.open_ms = performance.now() - start;
    start = performance.now();
    send(job.run);
    await wait((req, kind) => req === 2 && kind === STATE);
    result.run_ms = performance.now() - start;
    send(job.recording);
    result.recording = hex(await wait((req) => req === 3));
    for (const [i, request] of job.then.entries()) {
      start = performance.now();
      send(request);
      await wait((req, kind) => req === 10 + i && kind !== PROGRESS && kind !== DIAGNOSTICS);
      result.then_ms.push(performance.now() - start);
    }
  } catch (reason) {
    result.error = String(reason);
  }
  worker.terminate();
  return result;
}
