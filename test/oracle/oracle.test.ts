import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { goldenFile, NO_GOLDEN } from "../support/golden.ts";
import { ROOT, runScript } from "../support/run-script.ts";

interface Recorded {
  readonly shape: number[];
  data: number[];
}
interface OracleCase {
  readonly name: string;
  kind: string;
  lossIs: string;
  hidden: number;
  weights: Record<string, Recorded>;
  grads: Record<string, Recorded>;
  y: Recorded;
  losses: number[];
}
interface OracleFile {
  format: string;
  version: number;
  recurrent: OracleCase[];
  training: OracleCase[];
}

const folder = mkdtempSync(join(tmpdir(), "gatecast-oracle-"));
afterAll(() => rmSync(folder, { recursive: true }));

const path = goldenFile("torch.json");
const golden = path === null ? test.skip : test;
const oracle = (...files: string[]) => runScript(join(ROOT, "scripts/oracle.js"), files);

/** The recorded file with something changed, under a name of its own. */
function changed(name: string, change: (file: OracleFile) => void): string {
  const file = JSON.parse(readFileSync(path!, "utf8")) as OracleFile;
  change(file);
  return written(name, JSON.stringify(file));
}

function written(name: string, text: string): string {
  const target = join(folder, name);
  writeFileSync(target, text);
  return target;
}

const lines = (text: string, part: string) => text.split("\n").filter((line) => line.includes(part));

golden(
  `every recorded run of PyTorch is met through the production path${path === null ? `: ${NO_GOLDEN}` : ""}`,
  async () => {
    const { code, stdout } = await oracle(path!);
    const { recurrent, training } = JSON.parse(readFileSync(path!, "utf8")) as OracleFile;
    for (const { name } of [...recurrent, ...training])
      expect(lines(stdout, `  ${name} `).join(), name).toMatch(/ ok$/);
    expect(lines(stdout, "MISSES")).toEqual([]);
    expect(stdout).toContain(`all ${recurrent.length + training.length} cases within tolerance`);
    expect(code).toBe(0);
  },
);

golden(
  "an output, a gradient, a loss or two gates that are not PyTorch's are found, each in its own case",
  async () => {
    const one = (index: number, change: (row: OracleCase) => void) => (file: OracleFile) => {
      const row = file.recurrent[index]!;
      change(row);
      file.recurrent = [file.recurrent[0]!, row];
      file.training = [];
    };
    const output = changed(
      "output.json",
      one(1, ({ y }) => {
        y.data[3]! += 2e-4;
      }),
    );
    const gradient = changed(
      "gradient.json",
      one(6, ({ grads }) => {
        grads.bias_hh_l0!.data[11]! *= 1.01;
      }),
    );
    const gates = changed(
      "gates.json",
      one(3, ({ weights, hidden }) => {
        const rows = weights.weight_hh_l0_reverse!;
        const block = hidden * hidden;
        const [i, f] = [rows.data.slice(0, block), rows.data.slice(block, 2 * block)];
        rows.data = [...f, ...i, ...rows.data.slice(2 * block)];
      }),
    );
    const loss = changed("loss.json", (file) => {
      file.recurrent = [];
      file.training[1]!.losses[24]! *= 1.01;
    });
    const { code, stdout } = await oracle(output, gradient, gates, loss);
    expect(lines(stdout, "MISSES").map((line) => /MISSES (.*)/.exec(line)![1])).toEqual([
      "outputs (tolerance 0.0001)",
      "gradients (tolerance 0.001)",
      "outputs (tolerance 0.0001), gradients (tolerance 0.001)",
      "losses (tolerance 0.0001)",
    ]);
    expect(stdout).toContain("4 of 8 cases missed");
    expect(code).toBe(1);
  },
);

golden("a case of another cell, another loss or with a tensor missing is refused in one line", async () => {
  const cases = [
    [
      changed("cell.json", (file) => {
        file.recurrent[0]!.kind = "rnn";
      }),
      'no cell "rnn"; known: lstm, gru',
    ],
    [
      changed("measure.json", (file) => {
        file.recurrent[0]!.lossIs = "sum(y)";
      }),
      'gradients of "sum(y)"',
    ],
    [
      changed("missing.json", (file) => {
        delete file.recurrent[0]!.weights.bias_ih_l0;
      }),
      'no tensor "bias_ih_l0"',
    ],
    [
      changed("shape.json", (file) => {
        file.recurrent[0]!.y.data.pop();
      }),
      '"y" is [1,1,1] with 0 values',
    ],
    [
      changed("sizes.json", (file) => {
        file.recurrent[0]!.hidden = 0;
      }),
      '"hidden" is 0; expected a whole number above 0',
    ],
  ] as const;
  for (const [file, message] of cases) {
    const { code, stderr } = await oracle(file);
    expect(lines(stderr, "oracle: ").join()).toContain(message);
    expect(stderr).not.toContain("    at ");
    expect(code, file).toBe(2);
  }
});
