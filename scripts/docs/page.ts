const MARKED = /<!-- ([\w-]+) -->([\s\S]*?)<!-- \/\1 -->/g;

/**
 * Puts computed text between a page's markers, `<!-- name -->` and `<!-- /name -->`: as a block of its own where the
 * marker ends its line, among other words where it does not. Throws where markers and contents do not match.
 */
export function fillMarkers(page: string, contents: Readonly<Record<string, string>>): string {
  const missing = new Set(Object.keys(contents));
  const filled = page.replace(MARKED, (_, name: string, before: string) => {
    const content = contents[name];
    if (content === undefined) throw new Error(`nothing is computed for <!-- ${name} -->`);
    missing.delete(name);
    const room = before.startsWith("\n") ? "\n\n" : "";
    return `<!-- ${name} -->${room}${content}${room}<!-- /${name} -->`;
  });
  if (missing.size > 0) throw new Error(`no markers for ${[...missing].join(", ")}`);
  return filled;
}
