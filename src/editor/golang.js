// Go's lexical grammar for highlighting: a stream tokenizer, much smaller than a full parser.
import { StreamLanguage } from "@codemirror/language";

const words = (text) => new Set(text.split(" "));
const keywords = words("break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var");
const types = words("any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string uint uint16 uint32 uint64 uint8 uintptr");
const builtins = words("append cap clear close complex copy delete imag len make max min new panic print println real recover");
const atoms = words("true false nil iota");
const number = /^(?:0[xX][\da-fA-F_]*\.?[\da-fA-F_]*(?:[pP][+-]?[\d_]+)?|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?)i?/;

function quoted(stream, quote) {
  let escaped = false;
  for (let c = stream.next(); c != null; c = stream.next()) {
    if (c === quote && !escaped) return;
    escaped = !escaped && c === "\\";
  }
}

export const go = StreamLanguage.define({
  name: "go",
  startState: () => ({ inside: null, after: "", depth: 0 }),
  copyState: (s) => ({ ...s }),
  token(stream, state) {
    if (state.inside === "comment") {
      while (!stream.eol()) if (stream.match("*/")) { state.inside = null; break; } else stream.next();
      return "comment";
    }
    if (state.inside === "raw") {
      for (let c = stream.next(); c != null; c = stream.next()) if (c === "`") { state.inside = null; break; }
      return "string";
    }
    if (stream.eatSpace()) return null;
    if (stream.match("//")) { stream.skipToEnd(); return "comment"; }
    if (stream.match("/*")) { state.inside = "comment"; return this.token(stream, state) ?? "comment"; }
    const after = state.after;
    state.after = "";
    const c = stream.peek();
    if (c === "`") { stream.next(); state.inside = "raw"; return this.token(stream, state) ?? "string"; }
    if (c === '"' || c === "'") { stream.next(); quoted(stream, c); return "string"; }
    if (/\d/.test(c) || (c === "." && /^\.\d/.test(stream.string.slice(stream.pos)))) { stream.match(number) || stream.next(); return "number"; }
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u);
    if (word) {
      const w = word[0];
      if (keywords.has(w)) { state.after = w; return "keyword"; }
      if (after === "func") return "def";
      if (after === ".") return stream.peek() === "(" ? "variableName.function" : "propertyName";
      if (atoms.has(w)) return "atom";
      if (types.has(w)) return "typeName";
      if (stream.peek() === "(") return builtins.has(w) ? "variableName.standard" : "variableName.function";
      return "variableName";
    }
    if (stream.match(/^(?:<-|:=|\.\.\.|&\^=?|<<=?|>>=?|[-+*/%&|^!=<>]=?|&&|\|\|)/)) return "operator";
    state.after = c === "." ? "." : "";
    if (c === "(" && after === "func") state.after = "";
    stream.next();
    return /[{}()[\]]/.test(c) ? "bracket" : "punctuation";
  },
  indent(state, text, context) {
    return null;
  },
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", '"', "`"] },
    indentOnInput: /^\s*(?:case .*:|default:|\}|\))$/,
  },
});
