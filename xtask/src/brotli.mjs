// Prints the size of each file given, compressed with brotli at quality 11 as a static host does:
// Node carries the reference implementation. One number a line, in order.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

for (const file of process.argv.slice(2)) {
  const packed = brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(packed.length);
}
