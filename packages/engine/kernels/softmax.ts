// The parts of softmax over rows of `width` floats at row stride `stride`, around the exponential between them. Sums run in
// four lanes over whole vectors, then over what is left: the same bits wherever a row lies.

/** y = x − the largest of its row; whatever stands in the padding. NaN in a row makes all of it NaN. */
export function lessMaximum(y: usize, x: usize, rows: i32, width: i32, stride: i32): void {
  const step = <usize>stride << 2;
  const whole = <usize>(width & ~3) << 2;
  const end = <usize>width << 2;
  for (let r = 0; r < rows; r++) {
    let four = f32x4.splat(-Infinity);
    for (let at: usize = 0; at < whole; at += 16) four = f32x4.max(four, v128.load(x + at));
    let most = max(
      max(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
      max(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
    );
    for (let at = whole; at < end; at += 4) most = max(most, load<f32>(x + at));
    const m = f32x4.splat(most);
    for (let at: usize = 0; at < step; at += 16) v128.store(y + at, f32x4.sub(v128.load(x + at), m));
    x += step;
    y += step;
  }
}

/** y = y / the sum of its row; padding becomes 0. */
export function overSum(y: usize, rows: i32, width: i32, stride: i32): void {
  const step = <usize>stride << 2;
  const whole = <usize>(width & ~3) << 2;
  const end = <usize>width << 2;
  for (let r = 0; r < rows; r++) {
    for (let at = end; at < step; at += 4) store<f32>(y + at, 0);
    let four = f32x4.splat(0);
    for (let at: usize = 0; at < whole; at += 16) four = f32x4.add(four, v128.load(y + at));
    let sum = lanes(four);
    for (let at = whole; at < end; at += 4) sum += load<f32>(y + at);
    const s = f32x4.splat(sum);
    for (let at: usize = 0; at < step; at += 16) v128.store(y + at, f32x4.div(v128.load(y + at), s));
    y += step;
  }
}

/** dx (+)= y ⊙ (dy − Σ dy ⊙ y), row by row; y is 0 in the padding. */
export function softmaxGradient(dx: usize, y: usize, dy: usize, rows: i32, stride: i32, accumulate: bool): void {
  const step = <usize>stride << 2;
  for (let r = 0; r < rows; r++) {
    let four = f32x4.splat(0);
    for (let at: usize = 0; at < step; at += 16) four = f32x4.add(four, f32x4.mul(v128.load(dy + at), v128.load(y + at)));
    const mean = f32x4.splat(lanes(four));
    for (let at: usize = 0; at < step; at += 16) {
      const slope = f32x4.mul(v128.load(y + at), f32x4.sub(v128.load(dy + at), mean));
      v128.store(dx + at, accumulate ? f32x4.add(v128.load(dx + at), slope) : slope);
    }
    dx += step;
    dy += step;
    y += step;
  }
}

// @ts-ignore: decorator
@inline
function lanes(four: v128): f32 {
  return f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1) +
    (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
}
