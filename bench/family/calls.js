// Every call of a kernel or of a cell's stage that an engine makes: those of JavaScript, and those that plans have written
// down as programs, which WebAssembly makes by itself.

/**
 * Tells `visit` of every call from now on, by name and numbers; stages of cells come with the cell, the stage's place and the layer's units. Call
 * it before plans are made.
 */
export function watchCalls(engine, visit) {
  const { kernels, written, recorder } = engine;
  /** What stands at a place of the table: who is called, and the words of a call. */
  const callees = new Map();
  const learn = (call, name, stage) => {
    const [place, ...words] = recorder.record(call);
    callees.set(place, { name, stage, words: words.length });
  };
  for (const [name, call] of Object.entries(written)) learn(call, name);
  for (const [name, call] of Object.entries(kernels)) {
    if (typeof call !== "function") continue;
    kernels[name] = (...numbers) => {
      visit(name, numbers);
      return call(...numbers);
    };
  }
  const { makeCalls } = kernels;
  kernels.makeCalls = (from, end, life) => {
    const memory = engine.i32;
    for (let at = from / 4; at < end / 4; ) {
      const { name, stage, words } = callees.get(memory[at]);
      visit(name, memory.subarray(at + 1, at + 1 + words), stage);
      at += 1 + words;
    }
    return makeCalls(from, end, life);
  };
  const stagesOf = engine.stagesOf.bind(engine);
  engine.stagesOf = (cell, units) => {
    const stages = stagesOf(cell, units);
    stages.forEach(({ forward, backward }, s) => {
      learn(forward, "forward", { cell, s, units });
      learn(backward, "backward", { cell, s, units });
    });
    const prepare = engine.prepareOf(cell, units);
    if (prepare !== undefined) learn(prepare, "prepare");
    return stages;
  };
}
