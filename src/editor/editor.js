// The editor: CodeMirror behind about a dozen functions. It owns the document and tells the page of
// changes; the page pushes in diagnostics, breakpoints and goroutine marks as whole sets.
// It lives in a shadow root, where constructed style sheets satisfy a strict style policy.
import { EditorState, StateEffect, StateField, Compartment, RangeSet } from "@codemirror/state";
import {
  EditorView, Decoration, GutterMarker, crosshairCursor, drawSelection, gutter, highlightActiveLine, keymap, lineNumbers,
  rectangularSelection, highlightSpecialChars, dropCursor,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, isolateHistory, indentWithTab, insertNewlineAndIndent } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, indentService, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap, setDiagnostics, nextDiagnostic } from "@codemirror/lint";
import { searchKeymap, search, highlightSelectionMatches } from "@codemirror/search";
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { tags as t } from "@lezer/highlight";
import { go } from "./golang.js";

const svgNs = "http://www.w3.org/2000/svg";

// ---- what the page pushes in ----
const setMarks = StateEffect.define();
const setBreakpoints = StateEffect.define();
const setLines = StateEffect.define();

class GoroutineMarks extends GutterMarker {
  constructor(list) {
    super();
    this.list = list;
  }
  eq(other) {
    return JSON.stringify(other.list) === JSON.stringify(this.list);
  }
  toDOM() {
    const box = document.createElement("div");
    box.className = "marks";
    box.title = this.list.map((m) => m.title).join("\n");
    const room = this.list.length > 2 ? 1 : 2;
    for (const m of this.list.slice(0, room)) {
      const svg = document.createElementNS(svgNs, "svg");
      svg.setAttribute("viewBox", "0 0 12 12");
      svg.setAttribute("class", `mark g${m.hue}${m.hollow ? " hollow" : ""}`);
      const path = document.createElementNS(svgNs, "path");
      path.setAttribute("d", m.shape);
      svg.append(path);
      box.append(svg);
      const n = document.createElement("span");
      n.textContent = m.g;
      box.append(n);
    }
    if (this.list.length > room) {
      const more = document.createElement("span");
      more.className = "more";
      more.textContent = `+${this.list.length - room}`;
      box.append(more);
    }
    return box;
  }
}

class Breakpoint extends GutterMarker {
  toDOM() {
    const dot = document.createElement("div");
    dot.className = "bp";
    return dot;
  }
}
const breakpoint = new Breakpoint();

const linePos = (doc, line) => (line >= 1 && line <= doc.lines ? doc.line(line).from : null);

function ranges(doc, entries) {
  const out = [];
  for (const [line, value] of entries) {
    const pos = linePos(doc, line);
    if (pos != null) out.push(value.range(pos));
  }
  return RangeSet.of(out, true);
}

const marksField = StateField.define({
  create: () => RangeSet.empty,
  update(set, tr) {
    set = set.map(tr.changes);
    for (const e of tr.effects) if (e.is(setMarks)) set = ranges(tr.state.doc, e.value.map((l) => [l.line, new GoroutineMarks(l.marks)]));
    return set;
  },
});

const breakpointField = StateField.define({
  create: () => RangeSet.empty,
  update(set, tr) {
    set = set.map(tr.changes);
    for (const e of tr.effects) if (e.is(setBreakpoints)) set = ranges(tr.state.doc, e.value.map((l) => [l, breakpoint]));
    return set;
  },
});

const lineField = StateField.define({
  create: () => Decoration.none,
  update(set, tr) {
    set = set.map(tr.changes);
    for (const e of tr.effects) {
      if (!e.is(setLines)) continue;
      set = ranges(tr.state.doc, e.value.map((l) => [l.line, Decoration.line({ class: l.class })]));
    }
    return set;
  },
  provide: (f) => EditorView.decorations.from(f),
});

// ---- looks: only custom properties, so that the page's themes reach in ----
const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "0.8125rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.25rem", overflow: "auto" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 12px 0 8px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--selection)" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--ink) 4%, transparent)" },
  ".cm-gutters": { background: "transparent", border: "none", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 4px 0 4px", minWidth: "1.75rem", cursor: "pointer" },
  ".cm-bp": { width: "16px", cursor: "pointer" },
  ".cm-bp .cm-gutterElement": { display: "flex", alignItems: "center", justifyContent: "center" },
  ".cm-bp .cm-gutterElement:hover::before": { content: '""', position: "absolute", width: "8px", height: "8px", borderRadius: "50%", border: "1.5px solid var(--edge)" },
  ".bp": { width: "10px", height: "10px", borderRadius: "50%", background: "var(--danger)", position: "relative", zIndex: "1" },
  ".cm-marks": { width: "46px" },
  ".cm-marks .cm-gutterElement": { display: "flex", alignItems: "center" },
  ".marks": { display: "flex", alignItems: "center", gap: "2px", fontSize: "0.6875rem", color: "var(--ink)", fontVariantNumeric: "tabular-nums" },
  ".marks span": { marginRight: "2px" },
  ".marks .more": { color: "var(--ink-3)" },
  ".mark": { width: "11px", height: "11px", fill: "var(--g)", stroke: "var(--g)", strokeWidth: "1", strokeLinejoin: "round", overflow: "visible" },
  ".mark.hollow": { fill: "var(--surface)", strokeWidth: "2" },
  ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`.g${i}`, { "--g": `var(--g${i})` }])),
  ".cm-line.at": { backgroundColor: "var(--exec)" },
  ".cm-line.wrong": { boxShadow: "inset 3px 0 0 var(--danger)" },
  ".cm-line.here": { backgroundColor: "color-mix(in oklab, var(--ink) 4%, transparent)" },
  ".cm-line.look": { boxShadow: "inset 2px 0 0 var(--accent)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--edge)" },
  ".cm-selectionMatch": { backgroundColor: "var(--selection)" },
  ".cm-searchMatch": { backgroundColor: "var(--exec)", outline: "1px solid var(--warn)" },
  ".cm-panels": { background: "var(--sunken)", color: "var(--ink)", borderColor: "var(--hairline)" },
  ".cm-panel input, .cm-panel button": { font: "inherit" },
  ".cm-textfield": { background: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "3px" },
  ".cm-button": { background: "var(--surface)", backgroundImage: "none", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "3px" },
  ".cm-tooltip": { background: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "3px", maxWidth: "48ch" },
  ".cm-diagnostic": { padding: "4px 10px", fontFamily: "var(--ui)", fontSize: "0.8125rem" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--danger)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--warn)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--danger)", textUnderlineOffset: "3px", textDecorationSkipInk: "none" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--warn)", textUnderlineOffset: "3px" },
});

const inks = HighlightStyle.define([
  { tag: t.keyword, color: "var(--code-keyword)" },
  { tag: t.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: t.string, color: "var(--code-string)" },
  { tag: [t.number, t.atom, t.bool], color: "var(--code-number)" },
  { tag: t.typeName, color: "var(--code-type)" },
  { tag: [t.definition(t.variableName), t.function(t.variableName)], color: "var(--code-func)" },
  { tag: t.standard(t.variableName), color: "var(--code-type)" },
  { tag: [t.operator, t.punctuation, t.bracket], color: "var(--code-punct)" },
]);

// gofmt's indentation, near enough for typing: one tab more after an opener or a case.
const indentGo = indentService.of((context, pos) => {
  const line = context.state.doc.lineAt(pos);
  if (line.number === 1) return 0;
  let above = context.lineAt(line.from, -1);
  const before = context.state.doc.line(line.number - 1);
  above = line.from === pos || before ? before.text : above.text;
  const unit = context.unit;
  let depth = Math.round(context.countColumn(/^\s*/.exec(above)[0]) / unit);
  const code = above.replace(/\/\/.*$/, "").trimEnd();
  if (/[{(\[]$/.test(code) || /^\s*(?:case\b.*|default\s*):$/.test(code)) depth++;
  const text = line.text.slice(pos - line.from).trimStart() || line.text.trimStart();
  if (/^[})\]]/.test(text) && !/^\s*(?:case\b.*|default\s*):$/.test(code)) depth--;
  return Math.max(0, depth) * unit;
});

// Typing over a selection: left to itself, the browser carries the deleted text's style over as an
// inline style, which the page's policy forbids (and reports). So the text is put in by hand.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main, ranges } = view.state.selection;
    if (event.inputType !== "insertText" || event.data == null || event.isComposing || ranges.every((r) => r.empty)) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    const handled = view.state.facet(EditorView.inputHandler).some((h) => h(view, main.from, main.to, event.data, insert));
    if (!handled) view.dispatch(insert());
    return true;
  },
});

export function mount(host, options) {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  shadow.replaceChildren();
  const readOnly = new Compartment();
  let silent = false;
  const toggle = (view, block) => {
    options.onBreakpoint(view.state.doc.lineAt(block.from).number);
    return true;
  };
  const view = new EditorView({
    root: shadow,
    parent: shadow,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        gutter({ class: "cm-bp", markers: (v) => v.state.field(breakpointField), initialSpacer: () => breakpoint, domEventHandlers: { mousedown: toggle } }),
        lineNumbers({ domEventHandlers: { mousedown: toggle } }),
        gutter({ class: "cm-marks", markers: (v) => v.state.field(marksField) }),
        marksField, breakpointField, lineField,
        highlightSpecialChars(), history(), drawSelection(), dropCursor(), rectangularSelection(), crosshairCursor(),
        EditorState.allowMultipleSelections.of(true),
        EditorState.tabSize.of(4), indentUnit.of("\t"), indentGo,
        typeOver, bracketMatching(), closeBrackets(), highlightActiveLine(), highlightSelectionMatches({ minSelectionLength: 2 }),
        search({ top: true }), go, syntaxHighlighting(inks), look,
        readOnly.of(EditorState.readOnly.of(!!options.readOnly)),
        EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false", autocorrect: "off", autocapitalize: "off", tabindex: "0" }),
        keymap.of([
          // Keys that belong to the page are left alone here.
          { key: "Mod-Enter", run: () => true, preventDefault: true },
          { key: "Shift-Enter", run: () => true, preventDefault: true },
          ...closeBracketsKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap,
          ...defaultKeymap.filter((k) => !["Mod-Enter", "Alt-ArrowLeft", "Alt-ArrowRight", "Mod-Alt-\\"].includes(k.key)),
          indentWithTab,
        ]),
        EditorView.updateListener.of((u) => {
          if (u.docChanged && !silent) options.onChange(u.state.doc.toString());
          if (u.selectionSet || u.docChanged) options.onCursor(u.state.doc.lineAt(u.state.selection.main.head).number);
        }),
      ],
    }),
  });
  // Escape, then Tab, leaves the editor; CodeMirror's own Escape-Tab escape hatch does the rest.
  return {
    setText(text) {
      const old = view.state.doc.toString();
      if (old === text) return;
      let from = 0;
      while (from < old.length && from < text.length && old[from] === text[from]) from++;
      let oldEnd = old.length;
      let end = text.length;
      while (oldEnd > from && end > from && old[oldEnd - 1] === text[end - 1]) oldEnd--, end--;
      // A formatted text has the same ink: cursor and selection stay at theirs. One step to undo.
      const bare = (s) => s.replace(/\s/g, "");
      const place = (pos) => {
        const line = view.state.doc.lineAt(pos);
        const indent = !bare(old.slice(line.from, pos)) && bare(line.text);
        let n = bare(old.slice(0, pos)).length + (indent ? 1 : 0);
        let at = 0;
        while (n && at < text.length) if (/\S/.test(text[at++])) n--;
        if (!bare(line.text) && text[at] === "\n") at++;
        return indent ? at - 1 : at;
      };
      const { anchor, head } = view.state.selection.main;
      const kept = bare(old) === bare(text) && { selection: { anchor: place(anchor), head: place(head) } };
      silent = true;
      view.dispatch({ changes: { from, to: oldEnd, insert: text.slice(from, end) }, annotations: isolateHistory.of("full"), ...kept });
      silent = false;
    },
    setDiagnostics(list) {
      const max = view.state.doc.length;
      view.dispatch(setDiagnostics(view.state, list.map((d) => ({
        from: Math.min(d.from, max), to: Math.min(Math.max(d.to, d.from), max), severity: d.severity, message: d.message,
      }))));
    },
    setMarks(marks, lines) {
      view.dispatch({ effects: [setMarks.of(marks), setLines.of(lines)] });
    },
    setBreakpoints(lines) {
      view.dispatch({ effects: setBreakpoints.of(lines) });
    },
    reveal(line) {
      const pos = linePos(view.state.doc, line);
      if (pos == null) return;
      const rect = view.lineBlockAt(pos);
      const top = view.scrollDOM.scrollTop;
      if (rect.top < top + 20 || rect.bottom > top + view.scrollDOM.clientHeight - 20) {
        view.dispatch({ effects: EditorView.scrollIntoView(pos, { y: "center" }) });
      }
    },
    goTo(from) {
      const pos = Math.min(from, view.state.doc.length);
      view.dispatch({ selection: { anchor: pos }, effects: EditorView.scrollIntoView(pos, { y: "center" }) });
      view.focus();
    },
    nextProblem() {
      nextDiagnostic(view);
      view.focus();
    },
    focus() {
      view.focus();
    },
    setReadOnly(value) {
      view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(value)) });
    },
    destroy() {
      view.destroy();
    },
  };
}
