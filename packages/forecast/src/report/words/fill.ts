/**
 * Replaces each `{name}` of a template by the fact of that name; a name without a fact stays as it is.
 * One pass, so braces inside a fact are never taken for a placeholder.
 */
export function fill(template: string, facts: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? String(facts[name]) : whole,
  );
}
