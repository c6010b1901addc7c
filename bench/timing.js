// How long a call takes. A round is as many calls as fill a given time, so that a call of a microsecond and one of
// seconds are both measured well.

/** Calls `work` for about `milliseconds`, at least once; returns how often. */
function callsIn(work, milliseconds) {
  const start = performance.now();
  let calls = 0;
  do {
    work();
    calls++;
  } while (performance.now() - start < milliseconds);
  return calls;
}

/** Calls `work` until it is compiled and warm; returns how many calls fill `milliseconds`, at least 1. */
export function warmUp(work, milliseconds) {
  // The first call compiles, and for some time the others run slower code: neither says how many will fit.
  work();
  const early = callsIn(work, milliseconds);
  return early === 1 ? 1 : callsIn(work, milliseconds);
}

/** The same for turns in time of a core, from the quickest of some calls: one during which others had the core says nothing. */
export function warmUpTurns(work, milliseconds) {
  warmUp(work, milliseconds);
  const quickest = Math.min(...Array.from({ length: 5 }, () => timeRound(work, 1)));
  return Math.ceil(milliseconds / quickest);
}

/** Mean milliseconds of one of `calls` calls in a row. */
export function timeRound(work, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) work();
  return (performance.now() - start) / calls;
}

/** About 2 KB: more than what a kernel spills, and less than a page. */
const FRAMES = 24;
const below = (frames, work) => (frames === 0 ? work() : below(frames - 1, work));

/**
 * The same in time that a core worked for this process: what others were given meanwhile does not count. Odd turns begin some
 * frames further down the stack: a kernel whose spilled registers happen to lie across two pages takes up to twice as long.
 */
export function timeCore(work, calls, turn) {
  return below(turn % 2 === 0 ? 0 : FRAMES, () => {
    const start = process.cpuUsage();
    for (let i = 0; i < calls; i++) work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / calls;
  });
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
