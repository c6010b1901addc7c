// Optimiser updates, fused over all parameters of a model: n floats, n a multiple of 4. `factor` scales the gradient
// first (clipping by norm).

/** v ← momentum · v + g;  w ← w − rate · v  (PyTorch's convention: no dampening). */
export function sgdUpdate(w: usize, g: usize, v: usize, n: i32, factor: f32, rate: f32, momentum: f32): void {
  const end = <usize>n << 2;
  const f = f32x4.splat(factor), r = f32x4.splat(rate), m = f32x4.splat(momentum);
  for (let at: usize = 0; at < end; at += 16) {
    const velocity = f32x4.add(f32x4.mul(m, v128.load(v + at)), f32x4.mul(f, v128.load(g + at)));
    v128.store(v + at, velocity);
    v128.store(w + at, f32x4.sub(v128.load(w + at), f32x4.mul(r, velocity)));
  }
}

/**
 * Adam (Kingma & Ba 2015) with decoupled weight decay (AdamW, Loshchilov & Hutter 2019) where `decay` is not 0.
 * `rate` is the learning rate over the first moment's bias correction; `correction` one over the root of the second's.
 */
export function adamUpdate(
  w: usize, g: usize, m: usize, v: usize, n: i32,
  factor: f32, rate: f32, beta1: f64, beta2: f64, correction: f32, epsilon: f32, shrink: f32,
): void {
  const end = <usize>n << 2;
  const f = f32x4.splat(factor), r = f32x4.splat(rate), b1 = f32x4.splat(<f32>beta1), b2 = f32x4.splat(<f32>beta2);
  // In float64 first: 1 − 0.999 taken in float32 is off by 1e-5.
  const c1 = f32x4.splat(<f32>(1 - beta1)), c2 = f32x4.splat(<f32>(1 - beta2));
  const c = f32x4.splat(correction), e = f32x4.splat(epsilon), s = f32x4.splat(shrink);
  for (let at: usize = 0; at < end; at += 16) {
    const gradient = f32x4.mul(f, v128.load(g + at));
    const first = f32x4.add(f32x4.mul(b1, v128.load(m + at)), f32x4.mul(c1, gradient));
    const second = f32x4.add(f32x4.mul(b2, v128.load(v + at)), f32x4.mul(c2, f32x4.mul(gradient, gradient)));
    v128.store(m + at, first);
    v128.store(v + at, second);
    const change = f32x4.div(f32x4.mul(r, first), f32x4.add(f32x4.mul(f32x4.sqrt(second), c), e));
    v128.store(w + at, f32x4.sub(f32x4.mul(s, v128.load(w + at)), change));
  }
}

/** RMSprop (Tieleman & Hinton 2012): v ← rho · v + (1 − rho) · g²;  w ← w − rate · g / (√v + epsilon). */
export function rmspropUpdate(w: usize, g: usize, v: usize, n: i32, factor: f32, rate: f32, rho: f64, epsilon: f32): void {
  const end = <usize>n << 2;
  const f = f32x4.splat(factor), r = f32x4.splat(rate), e = f32x4.splat(epsilon);
  const p = f32x4.splat(<f32>rho), q = f32x4.splat(<f32>(1 - rho));
  for (let at: usize = 0; at < end; at += 16) {
    const gradient = f32x4.mul(f, v128.load(g + at));
    const second = f32x4.add(f32x4.mul(p, v128.load(v + at)), f32x4.mul(q, f32x4.mul(gradient, gradient)));
    v128.store(v + at, second);
    v128.store(w + at, f32x4.sub(v128.load(w + at), f32x4.div(f32x4.mul(r, gradient), f32x4.add(f32x4.sqrt(second), e))));
  }
}
