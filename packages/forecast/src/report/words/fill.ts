const PLACE = /\{(\w+)(?::([^{}:]*):([^{}:]*))?\}/g;

/**
 * Replaces each `{name}` of a template by the fact of that name, and `{rows:row:rows}` by it and the word for one or for
 * many; a name without a fact stays as it is. One pass, so braces inside a fact are never taken for a placeholder.
 */
export function fill(template: string, facts: Readonly<Record<string, string | number>>): string {
  return template.replace(PLACE, (whole, name: string, one: string | undefined, many: string | undefined) => {
    if (!Object.hasOwn(facts, name)) return whole;
    const fact = String(facts[name]);
    return one === undefined ? fact : `${fact} ${fact === "1" ? one : many}`;
  });
}

/** The facts that a template names, in its order. */
export function factsIn(template: string): string[] {
  return [...template.matchAll(PLACE)].map(([, name]) => name ?? "");
}
