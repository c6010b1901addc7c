import { readFileSync } from "node:fs";
import { Engine, Parameters, Plan, compileCell, recurrent, recurrentShapes, writeTensor, readTensor, referenceSequence, type Tensor } from "@gatecast/engine";
import { gru, gruResetBefore, lstm } from "@gatecast/nn";
import { expect, test } from "vitest";

const cells = { lstm, gru, gruResetBefore };
for (const cell of Object.values(cells)) for (const [B, T, F, H, reverse, init] of [[1,1,1,1,false,false],[3,7,4,5,false,true],[5,4,3,17,true,true],[2,6,3,8,true,false]] as const)
  test(`${cell.name} B${B} T${T} F${F} H${H} ${reverse}`, async () => {
    const engine = await Engine.create();
    const compiled = compileCell(cell);
    await engine.load(compiled);
    const shapes = recurrentShapes(compiled, F, H);
    const params = new Parameters(engine, { input: shapes.input, recurrent: shapes.recurrent, bias: shapes.bias });
    let s = 1; const rnd = () => { s = (s * 16807) % 2147483647; return (s / 2147483647 - 0.5) * 1.6; };
    const arrays: Record<string, Float32Array> = {};
    for (const p of params.all) { arrays[p.name] = Float32Array.from({ length: p.value.rows * p.value.width }, rnd); params.write(p.name, arrays[p.name]!); }
    const plan = new Plan(engine, { training: true });
    const x = plan.input([T, B, F], { tracked: true });
    const initial = init ? cell.states.map(() => plan.input([B, H], { tracked: true })) : undefined;
    const w = { input: plan.parameter(params.get("input")), recurrent: plan.parameter(params.get("recurrent")), bias: plan.parameter(params.get("bias")) };
    const out = recurrent(plan, compiled, x, w, { reverse, ...(initial ? { initial } : {}) });
    // gradient seeds: use() on outputs and write directly
    const uses = [out.sequence, ...out.final].map((t) => [t, plan.use(t)!] as const);
    plan.seal();
    const xs = Float32Array.from({ length: T * B * F }, rnd);
    writeTensor(engine.f32, x, xs);
    const inits = initial?.map((t) => { const v = Float32Array.from({ length: B * H }, rnd); writeTensor(engine.f32, t, v); return v; });
    const probes = uses.map(([t]) => Float32Array.from({ length: t.rows * t.width }, rnd));
    uses.forEach(([t, use], i) => writeTensor(engine.f32, { ...t, address: use.address } as Tensor, probes[i]!));
    plan.forward(); plan.backward();
    const ref = (a: Record<string, ArrayLike<number>>, xx: ArrayLike<number>, ii?: ArrayLike<number>[]) => {
      const r = referenceSequence(compiled, a as never, xx, { T, B, F, H }, { reverse, ...(ii ? { initial: ii } : {}) });
      let loss = 0; [r.sequence, ...r.final].forEach((o, i) => o.forEach((v, k) => { loss += v * probes[i]![k]!; }));
      return { r, loss };
    };
    const base = ref(arrays, xs, inits);
    [out.sequence, ...out.final].forEach((t, i) => { const got = readTensor(engine.f32, t); [base.r.sequence, ...base.r.final][i]!.forEach((v, k) => expect(Math.abs(got[k]! - v)).toBeLessThan(2e-6)); });
    const check = (name: string, got: Float32Array, lossAt: (v: Float64Array) => number, at: Float32Array) => {
      const w0 = Float64Array.from(at); let worst = 0, big = 0;
      for (let i = 0; i < w0.length; i++) { const old = w0[i]!; w0[i] = old + 1e-5; const up = lossAt(w0); w0[i] = old - 1e-5; const down = lossAt(w0); w0[i] = old; const g = (up - down) / 2e-5; worst = Math.max(worst, Math.abs(g - got[i]!)); big = Math.max(big, Math.abs(g)); }
      expect(worst / big, name).toBeLessThan(1e-5);
    };
    for (const p of params.all) check(p.name, readTensor(engine.f32, p.gradient), (v) => ref({ ...arrays, [p.name]: v }, xs, inits).loss, arrays[p.name]!);
    check("x", readTensor(engine.f32, plan.gradientTensor(x)), (v) => ref(arrays, v, inits).loss, xs);
    initial?.forEach((t, i) => check(`init${i}`, readTensor(engine.f32, plan.gradientTensor(t)), (v) => ref(arrays, xs, inits!.map((o, k) => k === i ? v : o)).loss, inits![i]!));
  });
