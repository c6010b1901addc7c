// Losses: the mean over the known targets, and its gradient. A target of NaN is unknown: it counts for nothing.
// Predictions and targets are `rows` rows of `width` floats at row stride `stride`; padding gets gradient 0.
// The value, in float64, is left at `value`.

function known(target: usize, rows: i32, width: i32, stride: i32): i32 {
  let count = 0;
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < width; i++) {
      const y = load<f32>(target + (<usize>(r * stride + i) << 2));
      if (y == y) count++;
    }
  }
  return count;
}

/** Mean of (p − y)². */
export function squaredError(value: usize, gradient: usize, p: usize, target: usize, rows: i32, width: i32, stride: i32): void {
  const count = known(target, rows, width, stride);
  if (count == 0) {
    memory.fill(gradient, 0, <usize>(rows * stride) << 2);
    store<f64>(value, 0);
    return;
  }
  const slope = 2 / <f64>count;
  let sum: f64 = 0;
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < stride; i++) {
      const at = <usize>(r * stride + i) << 2;
      const y = load<f32>(target + at);
      let g: f64 = 0;
      if (i < width && y == y) {
        const e = <f64>load<f32>(p + at) - <f64>y;
        sum += e * e;
        g = slope * e;
      }
      store<f32>(gradient + at, <f32>g);
    }
  }
  store<f64>(value, sum / <f64>count);
}

/** Mean of |p − y|; the gradient at 0 is 0. */
export function absoluteError(value: usize, gradient: usize, p: usize, target: usize, rows: i32, width: i32, stride: i32): void {
  huberError(value, gradient, p, target, rows, width, stride, 0);
}

/** Mean of Huber's loss: e²/2 up to |e| = delta, delta · (|e| − delta/2) beyond; with delta 0, the mean of |e|. */
export function huberError(
  value: usize, gradient: usize, p: usize, target: usize, rows: i32, width: i32, stride: i32, delta: f64,
): void {
  const count = known(target, rows, width, stride);
  if (count == 0) {
    memory.fill(gradient, 0, <usize>(rows * stride) << 2);
    store<f64>(value, 0);
    return;
  }
  const weight = 1 / <f64>count;
  const beyond = delta == 0 ? 1 : delta;
  let sum: f64 = 0;
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < stride; i++) {
      const at = <usize>(r * stride + i) << 2;
      const y = load<f32>(target + at);
      let g: f64 = 0;
      if (i < width && y == y) {
        const e = <f64>load<f32>(p + at) - <f64>y;
        const size = abs(e);
        if (size <= delta) {
          sum += 0.5 * e * e;
          g = weight * e;
        } else if (size > delta) {
          sum += beyond * (size - 0.5 * delta);
          g = weight * (e > 0 ? beyond : -beyond);
        } else {
          sum += size; // a prediction of NaN must not hide
          g = size;
        }
      }
      store<f32>(gradient + at, <f32>g);
    }
  }
  store<f64>(value, sum / <f64>count);
}
