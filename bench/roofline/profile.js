// How much of a training step is JavaScript. V8's sampling profiler interrupts the thread every 100 µs and notes the
// function that it is in; nothing is added to the program, so nothing has to be subtracted again. Whatever is not inside a
// WebAssembly function counts as JavaScript: plans, calls into kernels, the garbage collector, V8 itself.
import { Session } from "node:inspector/promises";
import { basename } from "node:path";
import { warmUp } from "../timing.js";

const INTERVAL_US = 100;

const isKernel = ({ url, functionName }) => url.startsWith("wasm:") && !functionName.startsWith("js-to-wasm");

/** JavaScript's share of the samples taken while `work` ran for about `milliseconds`, and where most of it was taken. */
export async function javascriptShare(work, milliseconds) {
  const calls = warmUp(work, milliseconds);
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: INTERVAL_US });
  await session.post("Profiler.start");
  for (let i = 0; i < calls; i++) work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();

  const samples = profile.nodes.reduce((sum, { hitCount }) => sum + hitCount, 0);
  const places = new Map();
  for (const { callFrame, hitCount } of profile.nodes) {
    if (isKernel(callFrame)) continue;
    const place = `${callFrame.functionName || "(anonymous)"} ${basename(callFrame.url)}`.trim();
    places.set(place, (places.get(place) ?? 0) + hitCount / samples);
  }
  const most = [...places].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return { samples, share: [...places.values()].reduce((sum, part) => sum + part, 0), most: Object.fromEntries(most) };
}
