// What the generators of tasks draw and lay out.

/** A whole number from `low` up to but not including `high`. */
export const whole = (random, low, high) => low + Math.floor(random() * (high - low));

/** Uniform in [low, high). */
export const uniform = (random, low, high) => low + random() * (high - low);

/** −1 or 1. */
export const sign = (random) => (random() < 0.5 ? -1 : 1);

/** `count` different whole numbers from `low` up to but not including `high`, rising. */
export function places(random, low, high, count) {
  const found = new Set();
  while (found.size < count) found.add(whole(random, low, high));
  return [...found].sort((a, b) => a - b);
}

/** Values of which nobody asks for anything yet: targets that are NaN count for nothing. */
export const unknown = (count) => new Float32Array(count).fill(Number.NaN);

/** Mean squared error over the targets that are known. */
export function squaredError(output, { target }) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < target.length; i++) {
    if (Number.isNaN(target[i])) continue;
    sum += (output[i] - target[i]) ** 2;
    count++;
  }
  return sum / count;
}

/** Share of the known targets, all −1 or 1, whose sign is missed. */
export function wrongSigns(output, { target }) {
  let wrong = 0;
  let count = 0;
  for (let i = 0; i < target.length; i++) {
    if (Number.isNaN(target[i])) continue;
    if (!(output[i] * target[i] > 0)) wrong++;
    count++;
  }
  return wrong / count;
}

/** Share of the rows of `width` with known targets, of which one is 1, whose largest output is another. */
export function wrongClasses(output, { target }, width) {
  let wrong = 0;
  let count = 0;
  for (let from = 0; from < target.length; from += width) {
    const right = target.subarray(from, from + width).indexOf(1);
    if (right < 0) continue;
    const row = output.subarray(from, from + width);
    if (row.indexOf(Math.max(...row)) !== right) wrong++;
    count++;
  }
  return wrong / count;
}
