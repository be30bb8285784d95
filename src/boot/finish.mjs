// Last step of the build: files that Trunk leaves under fixed names get names with a hash of their
// contents, so that a browser's cache can never pair an old worker with a new page. index.html
// carries the names in <meta name="sudog-assets">.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { basename, join } from "node:path";
import { transformSync } from "esbuild";

const dir = process.env.TRUNK_STAGING_DIR ?? "dist";
// Two yew applications share one document, and yew finds handlers by numbers that it writes on
// elements: under the same names, a click in the lab would run some handler of the page.
const lab = join(dir, "lab.js");
const glue = readFileSync(lab, "utf8");
const apart = glue.replaceAll("__yew_", "__lab_");
if (apart === glue) throw new Error("finish: lab.js does not name yew's marks");
writeFileSync(lab, apart);
// Trunk's minifier does not read what wasm-bindgen writes. Scripts that the document names by their
// hash stay as they are.
if (process.env.TRUNK_PROFILE === "release") {
  for (const file of readdirSync(dir).filter((name) => /^(boot-|sudog-page-|worker|analyst|lab|surveyor).*\.js$/.test(name))) {
    const path = join(dir, file);
    const { code } = transformSync(readFileSync(path, "utf8"), { minify: true, format: "esm", target: "es2022" });
    writeFileSync(path, code);
  }
}
// The lab's sheets as one.
for (const more of ["memory.css", "garbage.css", "unsafe.css"]) {
  const [to, from] = [join(dir, "lab.css"), join(dir, more)];
  writeFileSync(to, `${readFileSync(to, "utf8")}\n${readFileSync(from, "utf8")}`);
  rmSync(from);
}
const names = {};
const files = [
  "editor.js", "worker.js", "worker_bg.wasm", "analyst.js", "analyst_bg.wasm", "lab.js", "lab_bg.wasm", "lab.css",
  "catalogue.bin", "surveyor.js", "surveyor_bg.wasm", "library.txt",
];
for (const file of files) {
  const from = join(dir, file);
  if (!existsSync(from)) throw new Error(`finish: ${from} is missing`);
  const hash = createHash("sha256").update(readFileSync(from)).digest("hex").slice(0, 16);
  names[file] = file.replace(/\.(\w+)$/, `-${hash}.$1`);
  renameSync(from, join(dir, names[file]));
}
const html = join(dir, "index.html");
const before = readFileSync(html, "utf8");
const after = before.replace(files.join(" "), Object.values(names).join(" "));
if (after === before) throw new Error("finish: index.html does not name the assets");

// The page's sheets as one, in their order: one request, and what they share is packed once.
const SHEET = /<link\b[^>]*\bhref="?([^" >]+\.css)"?[^>]*>\s*/g;
const sheets = [...after.matchAll(SHEET)].map((match) => join(dir, basename(match[1])));
const style = sheets.map((file) => readFileSync(file, "utf8")).join("\n");
sheets.forEach((file) => rmSync(file));
const sheet = `style-${createHash("sha256").update(style).digest("hex").slice(0, 16)}.css`;
writeFileSync(join(dir, sheet), style);
const integrity = `sha384-${createHash("sha384").update(style).digest("base64")}`;
// Beside the other files, wherever the page is put.
const base = after.match(SHEET)[0].match(/href="?([^" >]*\/)/)?.[1] ?? "./";
let first = true;
writeFileSync(html, after.replace(SHEET, () => {
  const link = first ? `<link rel="stylesheet" href="${base}${sheet}" integrity="${integrity}">` : "";
  first = false;
  return link;
}));
