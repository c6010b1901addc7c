import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { ROOT } from "./run-script.ts";

export interface BrowserSite {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const source = (name: string) => `${ROOT}packages/${name}/src/index.ts`;

/** Bundles entries as a browser gets them: module files by name, from the packages' sources. */
export async function bundle(entries: Readonly<Record<string, URL>>): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    root: ROOT,
    resolve: {
      alias: {
        "@gatecast/forecast/report": source("forecast").replace("index.ts", "report/index.ts"),
        // A thread starts from a file that the browser can run: the built one names it.
        "@gatecast/engine/browser": `${ROOT}packages/engine/dist/parallel/browser.js`,
        "@gatecast/engine": source("engine"),
        "@gatecast/nn": source("nn"),
        "@gatecast/forecast": source("forecast"),
      },
    },
    build: {
      write: false,
      target: "es2022",
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, url]) => [name, fileURLToPath(url)])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
        preserveEntrySignatures: "allow-extension",
      },
    },
  });
  const outputs = [result].flat().flatMap((part) => ("output" in part ? part.output : []));
  return new Map(outputs.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : String(file.source)]));
}

/**
 * Serves the files, and under each path of `policies` a page that loads `/page.js` under that content policy; `/isolated` is
 * cross-origin isolated as well, so that it may share memory.
 */
export async function serve(
  files: ReadonlyMap<string, string>,
  policies: Readonly<Record<string, string>>,
): Promise<BrowserSite> {
  const html =
    '<!doctype html><meta charset="utf-8"><title>Gatecast</title><script type="module" src="/page.js"></script>';
  const server = createServer(({ url = "/" }, response) => {
    const policy = policies[url];
    const script = files.get(url);
    const isolated =
      url === "/isolated" || script !== undefined
        ? { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" }
        : {};
    if (policy !== undefined)
      response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy, ...isolated });
    else if (script !== undefined) {
      // A worker has the policy of its own response, not of the page.
      const own = Object.values(policies)[0]!;
      response.writeHead(200, { "content-type": "text/javascript", "content-security-policy": own, ...isolated });
    } else response.writeHead(404);
    response.end(policy !== undefined ? html : script);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
