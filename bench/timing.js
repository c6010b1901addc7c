// How long a call takes. A round is as many calls as fill a given time, so that a call of a microsecond and one of
// seconds are both measured well.

/** Calls `work` for about `milliseconds`, so that it is compiled and warm; returns how many calls fill that time, at least 1. */
export function warmUp(work, milliseconds) {
  // The first call compiles, and says nothing about the others.
  work();
  const start = performance.now();
  let calls = 0;
  while (calls === 0 || performance.now() - start < milliseconds) {
    work();
    calls++;
  }
  return calls;
}

/** Mean milliseconds of one of `calls` calls in a row. */
export function timeRound(work, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) work();
  return (performance.now() - start) / calls;
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
