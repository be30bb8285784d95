// Starts the page's wasm, shows how far it has come, and says so when it cannot be had.
const binary = document.getElementById("page-binary");
const note = document.getElementById("boot-note");
const retry = document.getElementById("boot-retry");

// What the page's wasm asks of JavaScript: module loading, and a worker.
const policy = globalThis.trustedTypes?.createPolicy("sudog", { createScriptURL: (url) => url });
globalThis.sudogImport = (name) => import(new URL(name, document.baseURI).href);
globalThis.sudogBytes = async (name) => {
  const answer = await fetch(new URL(name, document.baseURI));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};
// The page's latest worker of each script, for the lab to talk to.
const workers = {};
globalThis.sudogPeer = (script) => workers[script];
globalThis.sudogWorker = (script, binary, apart) => {
  // A worker from a blob inherits this page's content security policy; one from a network address
  // would run without any.
  const at = (name) => JSON.stringify(new URL(name, document.baseURI).href);
  const library = document.querySelector("meta[name=sudog-assets]").content.split(" ").at(-1);
  const shim = `import start from ${at(script)};
self.sudogLibrary = () => {
  const ask = new XMLHttpRequest();
  ask.open("GET", ${at(library)}, false);
  ask.send();
  if (ask.status !== 200) throw new Error(ask.status);
  return ask.responseText;
};
start({ module_or_path: ${at(binary)} });
`;
  const url = URL.createObjectURL(new Blob([shim], { type: "text/javascript" }));
  const worker = new Worker(policy ? policy.createScriptURL(url) : url, { type: "module" });
  if (!apart) workers[script] = worker;
  return worker;
};

// The lab draws into an element of the page; it is a module of its own, loaded once.
let lab;
globalThis.sudogLab = async (script, binary, style, element, say) => {
  const at = (name) => new URL(name, document.baseURI).href;
  if (!lab) {
    const look = document.createElement("link");
    look.rel = "stylesheet";
    look.href = at(style);
    const styled = new Promise((done, failed) => Object.assign(look, { onload: done, onerror: failed }));
    document.head.append(look);
    const module = await import(at(script));
    await Promise.all([styled, module.default({ module_or_path: at(binary) })]);
    lab = module;
  }
  lab.mount(element, say);
  return lab;
};

async function bytesWithProgress(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const total = Number(answer.headers.get("content-length")) || 0;
  // A compressed answer's length says nothing of the bytes that will come out of it.
  if (!answer.body || !total || answer.headers.get("content-encoding")) return answer;
  let got = 0;
  const counted = answer.body.pipeThrough(new TransformStream({
    transform(chunk, out) {
      got += chunk.byteLength;
      if (note) note.textContent = `${note.dataset.loading} ${Math.min(99, Math.round((100 * got) / total))} %`;
      out.enqueue(chunk);
    },
  }));
  return new Response(counted, { headers: { "content-type": "application/wasm" } });
}

async function start() {
  if (note) note.textContent = note.dataset.loading;
  if (retry) retry.hidden = true;
  const page = await import(binary.href);
  await page.default({ module_or_path: bytesWithProgress(new URL(binary.dataset.wasm, document.baseURI)) });
}

start().catch((reason) => {
  console.warn(reason);
  if (note) note.textContent = note.dataset.failed;
  if (retry) {
    retry.hidden = false;
    retry.onclick = () => location.reload();
  }
});
