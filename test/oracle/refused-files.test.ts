import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, runScript } from "../support/run-script.ts";

const folder = mkdtempSync(join(tmpdir(), "gatecast-oracle-"));
afterAll(() => rmSync(folder, { recursive: true }));

const oracle = (...files: string[]) => runScript(join(ROOT, "scripts/oracle.js"), files);

function written(name: string, text: string): string {
  const target = join(folder, name);
  writeFileSync(target, text);
  return target;
}

test("what is no oracle file is refused in one line that says what it is", async () => {
  const stats = (series: unknown) =>
    written("stats.json", JSON.stringify({ format: "gatecast-oracle", version: 1, series }));
  const cases = [
    [[], "oracle: name at least one file: npm run oracle -- FILE.json…"],
    [[join(folder, "nowhere.json")], "nowhere.json: no such file"],
    [[folder], "cannot be read (EISDIR)"],
    [[written("text.json", "hello")], "text.json: not a JSON document"],
    [[written("list.json", "null")], "list.json: not a JSON object"],
    [
      [written("format.json", '{"format":"other","version":1}')],
      'expected format "gatecast-oracle" version 1, got "other" version 1',
    ],
    [
      [written("version.json", '{"format":"gatecast-oracle","version":2,"recurrent":[]}')],
      'got "gatecast-oracle" version 2',
    ],
    [
      [written("neither.json", '{"format":"gatecast-oracle","version":1}')],
      "neither recurrent nor training nor series",
    ],
    [[stats({ values: [1] })], '"series" is not a list of cases'],
    [
      [written("shape.json", '{"format":"gatecast-oracle","version":1,"recurrent":5}')],
      '"recurrent" is not a list of cases',
    ],
    [
      [written("holes.json", '{"format":"gatecast-oracle","version":1,"training":[null]}')],
      '"training" is not a list of cases',
    ],
    [[written("none.json", '{"format":"gatecast-oracle","version":1,"recurrent":[]}')], "no cases; nothing to check"],
  ] as const;
  for (const [files, message] of cases) {
    const { code, stdout, stderr } = await oracle(...files);
    expect(stderr, message).toContain(message);
    expect(stderr.trimEnd().split("\n").length, stderr).toBe(1);
    expect([code, stdout], message).toEqual([2, ""]);
  }
});
