// How a memory outside of a network is found and changed: for every row of the batch, weights over n slots of w floats. Slots lie
// `slot` floats apart, rows of the batch of every tensor at its padded width. Slopes are added to what is there.

/** Added to every squared length, so that an empty slot is like nothing. */
const EPSILON: f32 = 1e-6;
/** Weights below this count as this: their logarithm is taken. */
const LEAST: f32 = 1e-30;

// @ts-ignore: decorator
@inline
function lanes(s: v128): f32 {
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3);
}

// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, end: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < end; at += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  return lanes(sum);
}

/** y += factor · x over `end` bytes. */
// @ts-ignore: decorator
@inline
function addScaled(y: usize, x: usize, factor: f32, end: usize): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < end; at += 16) v128.store(y + at, f32x4.add(v128.load(y + at), f32x4.mul(f, v128.load(x + at))));
}

// @ts-ignore: decorator
@inline
function padded(width: i32): usize {
  return <usize>((width + 3) & ~3) << 2;
}

/** y = strength · cosine of a key and every slot: y `[rows, n]`, key `[rows, w]`, strength `[rows, 1]`. */
export function similarity(y: usize, key: usize, memory: usize, strength: usize, slot: i32, rows: i32, n: i32, w: i32): void {
  const end = padded(w);
  const next = padded(n);
  for (let r = 0; r < rows; r++) {
    const factor = load<f32>(strength) / sqrt(dot(key, key, end) + EPSILON);
    let place = memory;
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      store<f32>(y + i, factor * dot(key, place, end) / sqrt(dot(place, place, end) + EPSILON));
      place += <usize>slot << 2;
    }
    y += next;
    key += end;
    memory += end;
    strength += 16;
  }
}

export function similarityGradient(
  toKey: usize, toMemory: usize, toStrength: usize, dy: usize, key: usize, memory: usize, strength: usize,
  slot: i32, rows: i32, n: i32, w: i32,
): void {
  const end = padded(w);
  const next = padded(n);
  const step = <usize>slot << 2;
  for (let r = 0; r < rows; r++) {
    const own = <f32>1 / sqrt(dot(key, key, end) + EPSILON);
    const factor = load<f32>(strength);
    let place = memory, to = toMemory;
    let along: f32 = 0, towards: f32 = 0;
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      const other = <f32>1 / sqrt(dot(place, place, end) + EPSILON);
      const both = own * other;
      const cosine = dot(key, place, end) * both;
      const slope = load<f32>(dy + i);
      const pull = factor * slope;
      towards += slope * cosine;
      along += pull * cosine;
      addScaled(toKey, place, pull * both, end);
      addScaled(to, key, pull * both, end);
      addScaled(to, place, -pull * cosine * other * other, end);
      place += step;
      to += step;
    }
    addScaled(toKey, key, -along * own * own, end);
    store<f32>(toStrength, load<f32>(toStrength) + towards);
    dy += next;
    key += end;
    toKey += end;
    memory += end;
    toMemory += end;
    strength += 16;
    toStrength += 16;
  }
}

/** The weights before they move: gate · found + (1 − gate) · before, of slot i. */
// @ts-ignore: decorator
@inline
function gated(found: usize, before: usize, gate: f32, i: i32): f32 {
  return gate * load<f32>(found + (<usize>i << 2)) + (1 - gate) * load<f32>(before + (<usize>i << 2));
}

/** y_i = s_0 · u_{i+1} + s_1 · u_i + s_2 · u_{i−1} around a ring, with u = gate · found + (1 − gate) · before. */
export function moveWeights(y: usize, found: usize, before: usize, gate: usize, shift: usize, rows: i32, n: i32): void {
  const next = padded(n);
  for (let r = 0; r < rows; r++) {
    const g = load<f32>(gate);
    const back = load<f32>(shift), stay = load<f32>(shift, 4), on = load<f32>(shift, 8);
    let last = gated(found, before, g, n - 1), own = gated(found, before, g, 0);
    for (let i = 0; i < n; i++) {
      const after = gated(found, before, g, i + 1 == n ? 0 : i + 1);
      store<f32>(y + (<usize>i << 2), back * after + stay * own + on * last);
      last = own;
      own = after;
    }
    y += next;
    found += next;
    before += next;
    gate += 16;
    shift += 16;
  }
}

export function moveWeightsGradient(
  toFound: usize, toBefore: usize, toGate: usize, toShift: usize, dy: usize, found: usize, before: usize, gate: usize, shift: usize,
  rows: i32, n: i32,
): void {
  const next = padded(n);
  for (let r = 0; r < rows; r++) {
    const g = load<f32>(gate);
    const back = load<f32>(shift), stay = load<f32>(shift, 4), on = load<f32>(shift, 8);
    let opens: f32 = 0, backs: f32 = 0, stays: f32 = 0, ons: f32 = 0;
    for (let i = 0; i < n; i++) {
      const at = <usize>i << 2;
      const below = <usize>(i == 0 ? n - 1 : i - 1) << 2, above = <usize>(i + 1 == n ? 0 : i + 1) << 2;
      const slope = load<f32>(dy + at);
      const own = gated(found, before, g, i);
      backs += load<f32>(dy + below) * own;
      stays += slope * own;
      ons += load<f32>(dy + above) * own;
      const u = back * load<f32>(dy + below) + stay * slope + on * load<f32>(dy + above);
      opens += u * (load<f32>(found + at) - load<f32>(before + at));
      store<f32>(toFound + at, load<f32>(toFound + at) + g * u);
      store<f32>(toBefore + at, load<f32>(toBefore + at) + (1 - g) * u);
    }
    store<f32>(toGate, load<f32>(toGate) + opens);
    store<f32>(toShift, load<f32>(toShift) + backs);
    store<f32>(toShift, load<f32>(toShift, 4) + stays, 4);
    store<f32>(toShift, load<f32>(toShift, 8) + ons, 8);
    dy += next;
    found += next;
    toFound += next;
    before += next;
    toBefore += next;
    gate += 16;
    toGate += 16;
    shift += 16;
    toShift += 16;
  }
}

/** log x of a float above 0: its exponent, and 2 artanh(s) of what is left of it, |s| ≤ 0.172. */
// @ts-ignore: decorator
@inline
function logarithm(x: f32): f32 {
  const bits = reinterpret<i32>(x) - 0x3f3504f3; // √½ = 1
  const exponent = bits >> 23;
  const rest = reinterpret<f32>((bits & 0x7fffff) + 0x3f3504f3);
  const s = (rest - 1) / (rest + 1);
  const square = s * s;
  const series: f32 = 2 + square * (<f32>(2.0 / 3) + square * (<f32>(2.0 / 5) + square * (<f32>(2.0 / 7) + square * <f32>(2.0 / 9))));
  return <f32>exponent * <f32>0.6931471805599453 + s * series;
}

/** logs = log x, and y = (1 + power) · log x: `[rows, n]`, power `[rows, 1]`. */
export function powerLogarithms(y: usize, logs: usize, x: usize, power: usize, rows: i32, n: i32): void {
  const next = padded(n);
  for (let r = 0; r < rows; r++) {
    const factor = <f32>1 + load<f32>(power);
    for (let at: usize = 0; at < <usize>n << 2; at += 4) {
      const value = logarithm(max(load<f32>(x + at), LEAST));
      store<f32>(logs + at, value);
      store<f32>(y + at, factor * value);
    }
    y += next;
    logs += next;
    x += next;
    power += 16;
  }
}

/** Slopes of x and of p, from those of y = x¹⁺ᵖ / Σ x¹⁺ᵖ. */
export function sharpenGradient(
  toX: usize, toPower: usize, dy: usize, y: usize, logs: usize, x: usize, power: usize, rows: i32, n: i32,
): void {
  const next = padded(n);
  for (let r = 0; r < rows; r++) {
    const mean = dot(dy, y, next);
    const factor = <f32>1 + load<f32>(power);
    let sum: f32 = 0;
    for (let at: usize = 0; at < <usize>n << 2; at += 4) {
      const slope = load<f32>(y + at) * (load<f32>(dy + at) - mean);
      sum += slope * load<f32>(logs + at);
      store<f32>(toX + at, load<f32>(toX + at) + factor * slope / max(load<f32>(x + at), LEAST));
    }
    store<f32>(toPower, load<f32>(toPower) + sum);
    toX += next;
    dy += next;
    y += next;
    logs += next;
    x += next;
    power += 16;
    toPower += 16;
  }
}

/** Every slot m ← m ⊙ (1 − weight · erase) + weight · value: erase and value `[rows, w]`, weight `[rows, n]`. */
export function writeSlots(
  y: usize, memory: usize, weight: usize, erase: usize, value: usize, slot: i32, rows: i32, n: i32, w: i32,
): void {
  const end = padded(w);
  const one = f32x4.splat(1);
  for (let r = 0; r < rows; r++) {
    let at: usize = 0;
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      const share = f32x4.splat(load<f32>(weight + i));
      for (let c: usize = 0; c < end; c += 16) {
        const kept = f32x4.mul(v128.load(memory + at + c), f32x4.sub(one, f32x4.mul(share, v128.load(erase + c))));
        v128.store(y + at + c, f32x4.add(kept, f32x4.mul(share, v128.load(value + c))));
      }
      at += <usize>slot << 2;
    }
    y += end;
    memory += end;
    erase += end;
    value += end;
    weight += padded(n);
  }
}

export function writeSlotsGradient(
  toMemory: usize, toWeight: usize, toErase: usize, toValue: usize, dy: usize, memory: usize, weight: usize, erase: usize,
  value: usize, slot: i32, rows: i32, n: i32, w: i32,
): void {
  const end = padded(w);
  const one = f32x4.splat(1);
  for (let r = 0; r < rows; r++) {
    let at: usize = 0;
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      const share = f32x4.splat(load<f32>(weight + i));
      let sum = f32x4.splat(0);
      for (let c: usize = 0; c < end; c += 16) {
        const slope = v128.load(dy + at + c), old = v128.load(memory + at + c), gone = v128.load(erase + c);
        const lost = f32x4.mul(slope, old);
        sum = f32x4.add(sum, f32x4.sub(f32x4.mul(slope, v128.load(value + c)), f32x4.mul(lost, gone)));
        const kept = f32x4.mul(slope, f32x4.sub(one, f32x4.mul(share, gone)));
        v128.store(toMemory + at + c, f32x4.add(v128.load(toMemory + at + c), kept));
        v128.store(toErase + c, f32x4.sub(v128.load(toErase + c), f32x4.mul(share, lost)));
        v128.store(toValue + c, f32x4.add(v128.load(toValue + c), f32x4.mul(share, slope)));
      }
      store<f32>(toWeight + i, load<f32>(toWeight + i) + lanes(sum));
      at += <usize>slot << 2;
    }
    dy += end;
    toMemory += end;
    memory += end;
    erase += end;
    toErase += end;
    value += end;
    toValue += end;
    weight += padded(n);
    toWeight += padded(n);
  }
}
