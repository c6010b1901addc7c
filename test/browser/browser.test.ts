import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserOptions, findBrowser } from "../support/find-browser.ts";
import { type BrowserSite, bundle, serve } from "../support/serve-bundle.ts";
import type { PageHooks } from "./page.ts";
import { program, trainedOn } from "./program.ts";

declare const gatecast: PageHooks;

const found = findBrowser();
const inBrowser = found.path === null ? test.skip : test;
const why = found.path === null ? `: skipped, since ${found.reason}` : "";
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";

let browser: Browser | undefined;
let site: BrowserSite | undefined;
beforeAll(async () => {
  if (found.path === null) return;
  const files = await bundle({
    page: new URL("page.ts", import.meta.url),
    worker: new URL("worker.ts", import.meta.url),
    "threads-worker": new URL("threads-worker.ts", import.meta.url),
  });
  site = await serve(files, {
    "/strict": STRICT,
    "/isolated": STRICT,
    "/closed": STRICT.replace(" 'wasm-unsafe-eval'", ""),
  });
  browser = await chromium.launch(browserOptions(found.path));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page of the site and runs something in it; an error of the page is an error here. */
async function onPage<T>(path: string, run: () => Promise<T>): Promise<T> {
  const page = await browser!.newPage();
  try {
    await page.goto(`${site!.url}${path}`);
    return await page.evaluate(run);
  } finally {
    await page.close();
  }
}

inBrowser(
  `a page and a worker under a strict policy train to the same weights as Node, bit for bit${why}`,
  async () => {
    const expected = await program();
    expect(Object.keys(expected)).toContain("lstm, 60 steps");
    expect(await onPage("/strict", () => gatecast.runInWorker())).toEqual(expected);
    expect(await onPage("/strict", () => gatecast.runHere())).toEqual(expected);
  },
  60_000,
);

inBrowser(`a policy without wasm-unsafe-eval keeps the engine out${why}`, async () => {
  await expect(onPage("/closed", () => gatecast.runHere())).rejects.toThrow(/unsafe-eval/);
});

inBrowser(`a worker of an isolated page trains on three threads to the same weights as Node on one${why}`, async () => {
  expect(await onPage("/isolated", () => gatecast.runThreads())).toBe(await trainedOn({}));
});

inBrowser(
  `a page has one thread and says why: isolated it may not wait, otherwise it may not share${why}`,
  async () => {
    expect(await onPage("/isolated", () => gatecast.threadsMissingHere())).toContain("may not wait");
    expect(await onPage("/strict", () => gatecast.threadsMissingHere())).toContain("no shared memory");
  },
);

test("the program is the same from run to run", async () => {
  expect(await program()).toEqual(await program());
});
