/**
 * TypeScript with comments, templates, regular expressions and what strings hold between their quotes blanked; every
 * place and line stays. What is left is code; code inside of a template's `${…}` is left too.
 */
export function codeOf(text: string): string {
  let out = "";
  let at = 0;
  /** Brackets open inside of each template expression that we are in. */
  const templates: number[] = [];
  const blank = (to: number): void => {
    out += text.slice(at, to).replace(/[^\n]/g, " ");
    at = to;
  };
  const endOf = (close: string, from: number): number => {
    let i = from;
    while (i < text.length && text[i] !== close) i += text[i] === "\\" ? 2 : 1;
    return i + 1;
  };
  const template = (from: number): void => {
    let i = from;
    while (i < text.length && text[i] !== "`" && !text.startsWith("${", i)) i += text[i] === "\\" ? 2 : 1;
    if (text[i] === "`") blank(i + 1);
    else {
      blank(i + 2);
      templates.push(0);
    }
  };
  while (at < text.length) {
    const letter = text[at]!;
    if (text.startsWith("//", at)) blank(/\n|$/.exec(text.slice(at))!.index + at);
    else if (text.startsWith("/*", at)) blank(text.indexOf("*/", at) + 2);
    else if (letter === '"' || letter === "'") {
      const end = endOf(letter, at + 1);
      at++;
      out += letter;
      blank(end - 1);
      at++;
      out += letter;
    } else if (letter === "`") template(at + 1);
    else if (letter === "/" && /(?:^|[(,=:[!&|?{};]|\breturn|=>)\s*$/.test(out)) blank(endOfRegex(text, at));
    else if (letter === "}" && templates.at(-1) === 0) {
      templates.pop();
      template(at + 1);
    } else {
      if (templates.length > 0 && (letter === "{" || letter === "}"))
        templates[templates.length - 1]! += letter === "{" ? 1 : -1;
      out += letter;
      at++;
    }
  }
  return out;
}

function endOfRegex(text: string, from: number): number {
  let i = from + 1;
  for (let inClass = false; i < text.length && (inClass || text[i] !== "/"); i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") inClass = true;
    else if (text[i] === "]") inClass = false;
  }
  return i + 1;
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone once compiled: cannot make a cycle when modules are loaded. */
  readonly typeOnly: boolean;
}

/** Imports and re-exports of a module, also dynamic ones. */
export function importsOf(text: string): Import[] {
  const pattern = /\b(?:import|export)\b(?<names>[\w\s{},*$]*?)\bfrom\s*["']|\bimport\s*\(?\s*["']/g;
  return [...codeOf(text).matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    const specifier = /^[^"'\n]*/.exec(text.slice(end))![0];
    const typeOnly = /^\s*type\s/.test(match.groups?.names ?? "");
    return { specifier, line: text.slice(0, end).split("\n").length, typeOnly };
  });
}
