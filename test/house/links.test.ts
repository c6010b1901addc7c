import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { pathsUnder, readAll, type SourceFile } from "../support/source-files.ts";

/** Text of a page without its fenced and inline code, in which nothing is a link. */
const prose = (text: string) => text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1\s*$/gm, "").replace(/`[^`\n]*`/g, "");

/** Headings as GitHub names them for links. */
const anchorsOf = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+\s+(.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );

const targetsOf = (text: string): string[] => [
  ...[...prose(text).matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(([, target]) => target!),
  ...[...prose(text).matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, target]) => target!),
];

/** Links of a page that lead to nothing in the checkout, or to a heading that is not there. */
function broken(pages: readonly SourceFile[], root: string): string[] {
  return pages.flatMap(({ path, text }) =>
    targetsOf(text).flatMap((target) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = "", anchor] = target.split("#");
      const place = file === "" ? path : join(dirname(path), decodeURIComponent(file));
      if (!existsSync(join(root, place))) return [`${path} links to "${target}", which does not exist`];
      const page = pages.find((other) => other.path === place);
      const isThere =
        anchor === undefined || page === undefined || anchorsOf(page.text).includes(decodeURIComponent(anchor));
      return isThere ? [] : [`${path} links to "${target}", where no heading has that name`];
    }),
  );
}

test("every relative link in a Markdown file leads somewhere", () => {
  const pages = readAll(pathsUnder("").filter((path) => path.endsWith(".md")));
  expect(broken(pages, ROOT)).toEqual([]);
});

const folder = mkdtempSync(join(tmpdir(), "gatecast-links-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a link to a missing file, picture or heading is found, and others are left alone", () => {
  const text = [
    "# Über uns & more",
    "[here](a.md) [part](#über-uns--more) [web](https://example.org/x) [mail](mailto:a@example.org)",
    "`[no](link.md)`",
    "```md\n[no](link.md)\n```",
    '[gone](gone.md) ![picture](img/gone.svg) [part](a.md#gone) <img src="gone.png">',
  ].join("\n");
  writeFileSync(join(folder, "a.md"), text);
  expect(broken([{ path: "a.md", text }], folder)).toEqual([
    'a.md links to "gone.md", which does not exist',
    'a.md links to "img/gone.svg", which does not exist',
    'a.md links to "a.md#gone", where no heading has that name',
    'a.md links to "gone.png", which does not exist',
  ]);
});
