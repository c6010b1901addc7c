// Rows taken to mean 0 and variance 1, each in `groups` equal parts: whole vectors of four, or one part of any width.
// Sums run over the four lanes, which are added in order, then over what is left of a row.

// @ts-ignore: decorator
@inline
function lanes(s: v128): f32 {
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3);
}

/** y = x − the mean of x, over a part of `end` bytes. */
function centre(y: usize, x: usize, whole: usize, end: usize): void {
  let sums = f32x4.splat(0);
  for (let at: usize = 0; at < whole; at += 16) sums = f32x4.add(sums, v128.load(x + at));
  let sum = lanes(sums);
  for (let at = whole; at < end; at += 4) sum += load<f32>(x + at);
  const mean = sum / <f32>(end >> 2);
  const means = f32x4.splat(mean);
  for (let at: usize = 0; at < whole; at += 16) v128.store(y + at, f32x4.sub(v128.load(x + at), means));
  for (let at = whole; at < end; at += 4) store<f32>(y + at, load<f32>(x + at) - mean);
}

/** y = (x − mean) / √(variance + ε) of each part; 1 / √… goes to `inverse`, one float a part. */
export function normalizeRows(
  y: usize, inverse: usize, x: usize, rows: i32, width: i32, stride: i32, groups: i32, epsilon: f32,
): void {
  const part = width / groups;
  const whole = <usize>(part & ~3) << 2;
  const end = <usize>part << 2;
  const behind = <usize>(stride - width) << 2;
  const share = <f32>1 / <f32>part;
  for (let i = rows * groups; i > 0; i--) {
    centre(y, x, whole, end);
    // Once more: of a row whose spread is small beside its level, the first mean was off in the last bit.
    centre(y, y, whole, end);
    let squares = f32x4.splat(0);
    for (let at: usize = 0; at < whole; at += 16) {
      const off = v128.load(y + at);
      squares = f32x4.add(squares, f32x4.mul(off, off));
    }
    let sum = lanes(squares);
    for (let at = whole; at < end; at += 4) sum += load<f32>(y + at) * load<f32>(y + at);
    const factor = <f32>1 / sqrt(sum * share + epsilon);
    const factors = f32x4.splat(factor);
    for (let at: usize = 0; at < whole; at += 16) v128.store(y + at, f32x4.mul(factors, v128.load(y + at)));
    for (let at = whole; at < end; at += 4) store<f32>(y + at, factor * load<f32>(y + at));
    store<f32>(inverse, factor);
    inverse += 4;
    x += end;
    y += end;
    if ((i - 1) % groups == 0) {
      x += behind;
      y += behind;
    }
  }
}

/** dx (+)= (d − mean of d − y · mean of d ⊙ y) · inverse with d = dy ⊙ gain, of each part that `normalizeRows` has made y of. */
export function normalizeRowsGradient(
  dx: usize, y: usize, inverse: usize, dy: usize, gain: usize, rows: i32, width: i32, stride: i32, groups: i32, accumulate: bool,
): void {
  const part = width / groups;
  const whole = <usize>(part & ~3) << 2;
  const end = <usize>part << 2;
  const share = <f32>1 / <f32>part;
  for (let r = 0; r < rows; r++) {
    for (let g = 0; g < groups; g++) {
      const first = <usize>g * end;
      const own = gain + first;
      const from = dy + first;
      const value = y + first;
      const to = dx + first;
      let sums = f32x4.splat(0), products = sums;
      for (let at: usize = 0; at < whole; at += 16) {
        const d = f32x4.mul(v128.load(from + at), v128.load(own + at));
        sums = f32x4.add(sums, d);
        products = f32x4.add(products, f32x4.mul(d, v128.load(value + at)));
      }
      let sum = lanes(sums), product = lanes(products);
      for (let at = whole; at < end; at += 4) {
        const d = load<f32>(from + at) * load<f32>(own + at);
        sum += d;
        product += d * load<f32>(value + at);
      }
      const mean = sum * share, along = product * share, factor = load<f32>(inverse);
      for (let at: usize = 0; at < whole; at += 16) {
        const d = f32x4.mul(v128.load(from + at), v128.load(own + at));
        const shadow = f32x4.add(f32x4.splat(mean), f32x4.mul(v128.load(value + at), f32x4.splat(along)));
        const slope = f32x4.mul(f32x4.splat(factor), f32x4.sub(d, shadow));
        v128.store(to + at, accumulate ? f32x4.add(v128.load(to + at), slope) : slope);
      }
      for (let at = whole; at < end; at += 4) {
        const d = load<f32>(from + at) * load<f32>(own + at);
        const slope = factor * (d - (mean + load<f32>(value + at) * along));
        store<f32>(to + at, accumulate ? load<f32>(to + at) + slope : slope);
      }
      inverse += 4;
    }
    const step = <usize>stride << 2;
    dx += step;
    y += step;
    dy += step;
  }
}
