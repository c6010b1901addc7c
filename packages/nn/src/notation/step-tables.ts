import type { Sign } from "./sign.ts";

type Table = readonly (readonly number[])[];

/** Steps of a sequence joined as a table says, in words that its rows bear out. */
export function stepsOf(x: Sign, table: Table, { T, letter }: { T: number; letter: string | null }): Sign {
  const J = table[0]!.length;
  const named = (name: string): Sign => ({ kind: "call", name, of: [x], acrossSteps: true });
  const every = (step: (m: number, j: number) => number) =>
    table.every((row, m) => row.every((t, j) => t === step(m, j)));
  if (J === 1) {
    if (table.length === T && every((m) => m)) return x;
    if (table.length === T && every((m) => T - 1 - m)) return named("reversed");
    const [first] = table[0]!;
    if (every((m) => first! + m)) return { kind: "at", index: `segment ${letter ?? ""}`.trim(), of: [x] };
    return named("held");
  }
  const apart = table.findIndex((row) => row[1] === 0);
  if (apart > 0 && every((m, j) => Math.max(-1, m - j * apart))) {
    return {
      kind: "join",
      of: Array.from({ length: J }, (_, j): Sign => (j === 0 ? x : { kind: "at", index: `−${j * apart}`, of: [x] })),
    };
  }
  const [last] = table.at(-1)!.slice(-1);
  const stride = table.length === 1 ? J : last! - table.at(-2)!.at(-1)!;
  return named(stride === J ? `segments of ${J}` : `patches of ${J}, ${stride} apart`);
}

/** Means of neighbouring steps. */
export const meansOf = (x: Sign, table: Table): Sign => ({
  ...{ kind: "call", name: `means of ${table.at(-1)!.length}`, of: [x], acrossSteps: true },
});
