// What a long training leaves behind: bytes of JavaScript's heap and of the engine's memory.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// The collector is only there for whoever asks before a context is made.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

function liveBytes() {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Growth of both memories over `steps` training steps, and the bytes of garbage that one step makes. */
export function memoryGrowth({ train, engine }, steps) {
  for (let i = 0; i < Math.min(1000, steps); i++) train();
  const heap = liveBytes();
  const memory = engine.bytes;
  for (let i = 0; i < steps; i++) train();
  return { steps, heap: liveBytes() - heap, engine: engine.bytes - memory, garbagePerStep: garbagePerStep(train) };
}

/** Bytes allocated by few enough steps that the collector does not come in between. */
function garbagePerStep(train) {
  const STEPS = 100;
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < STEPS; i++) train();
  return Math.max(0, Math.round((process.memoryUsage().heapUsed - before) / STEPS));
}
