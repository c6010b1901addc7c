// Weights as a direction and a length: every column of W is a column of V, scaled to the length in g. Rows of n floats, n a
// multiple of 4; a column of zeros (padding) stays one.

/** w = g ⊙ v / ‖v‖, column by column. */
export function weightNorm(w: usize, v: usize, g: usize, rows: i32, n: i32): void {
  const step = <usize>n << 2;
  for (let j: usize = 0; j < step; j += 16) {
    const factor = f32x4.mul(v128.load(g + j), inverseNorm(v + j, rows, step));
    let at = j;
    for (let r = 0; r < rows; r++) {
      v128.store(w + at, f32x4.mul(factor, v128.load(v + at)));
      at += step;
    }
  }
}

/** dg (+)= Σ dw ⊙ v / ‖v‖ and dv (+)= (g / ‖v‖) · (dw − (Σ dw ⊙ v) · v / ‖v‖²), column by column. */
export function weightNormGradient(
  dv: usize, dg: usize, v: usize, g: usize, dw: usize, rows: i32, n: i32, accumulateV: bool, accumulateG: bool,
): void {
  const step = <usize>n << 2;
  for (let j: usize = 0; j < step; j += 16) {
    const inverse = inverseNorm(v + j, rows, step);
    let along = f32x4.splat(0);
    for (let r = 0, at = j; r < rows; r++, at += step) {
      along = f32x4.add(along, f32x4.mul(v128.load(dw + at), v128.load(v + at)));
    }
    along = f32x4.mul(along, inverse);
    if (dg) v128.store(dg + j, accumulateG ? f32x4.add(v128.load(dg + j), along) : along);
    if (!dv) continue;
    const factor = f32x4.mul(v128.load(g + j), inverse);
    const back = f32x4.mul(along, inverse);
    for (let r = 0, at = j; r < rows; r++, at += step) {
      const across = f32x4.sub(v128.load(dw + at), f32x4.mul(back, v128.load(v + at)));
      const slope = f32x4.mul(factor, across);
      v128.store(dv + at, accumulateV ? f32x4.add(v128.load(dv + at), slope) : slope);
    }
  }
}

/** 1 / ‖v‖ of four columns; 0 for one of zeros. */
function inverseNorm(v: usize, rows: i32, step: usize): v128 {
  let sum = f32x4.splat(0);
  for (let r = 0; r < rows; r++) {
    const value = v128.load(v);
    sum = f32x4.add(sum, f32x4.mul(value, value));
    v += step;
  }
  const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(sum));
  return v128.and(inverse, f32x4.gt(sum, f32x4.splat(0)));
}
