// Exponential, logistic and hyperbolic tangent on four floats. The cell compiler calls the same three functions.

const LOG2E: f32 = 1.44269504;
// ln 2 in two parts, the first with enough trailing zeros that n · LN2_HIGH is exact (Cody and Waite's reduction).
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.12194440e-4;

/** expm1 on |r| ≤ ln 2 / 2: the Taylor series to r⁷, whose remainder is below half a unit in the last place. */
// @ts-ignore: decorator
@inline
function expm1Reduced(r: v128): v128 {
  let p = f32x4.splat(1.9841270e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3888889e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3333333e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1666667e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666667e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p));
}

// @ts-ignore: decorator
@inline
function reduce(x: v128, n: v128): v128 {
  return f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
}

/** 2ⁿ for whole n in −126 … 127. */
// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
}

/** eˣ, exact at ±∞, gradual towards 0, NaN for NaN. */
export function exp4(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(89)), f32x4.splat(-104));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(LOG2E)));
  const p = f32x4.add(expm1Reduced(reduce(clamped, n)), f32x4.splat(1));
  // In two factors, since 2¹²⁸ and 2⁻¹⁵⁰ are no floats of their own.
  const half = f32x4.floor(f32x4.mul(n, f32x4.splat(0.5)));
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(f32x4.sub(n, half)));
}

/** 1 / (1 + e⁻ˣ); e⁻ˣ is held below 2¹²⁶, so that nothing overflows and no slow subnormal appears. */
export function sigmoid4(x: v128): v128 {
  const negated = f32x4.max(f32x4.min(f32x4.neg(x), f32x4.splat(87)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(negated, f32x4.splat(LOG2E)));
  const p = f32x4.add(expm1Reduced(reduce(negated, n)), f32x4.splat(1));
  const e = f32x4.mul(p, powerOfTwo(n));
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), e));
}

/** tanh |x| = e / (e + 2) with e = expm1(2|x|), which does not cancel near 0; the sign is put back. */
export function tanh4(x: v128): v128 {
  const sign = f32x4.splat(-0.0);
  const doubled = f32x4.min(f32x4.mul(v128.andnot(x, sign), f32x4.splat(2)), f32x4.splat(20));
  const n = f32x4.nearest(f32x4.mul(doubled, f32x4.splat(LOG2E)));
  const scale = powerOfTwo(n);
  const e = f32x4.add(
    f32x4.mul(scale, expm1Reduced(reduce(doubled, n))),
    f32x4.sub(scale, f32x4.splat(1)),
  );
  const y = f32x4.div(e, f32x4.add(e, f32x4.splat(2)));
  return v128.or(y, v128.and(x, sign));
}
