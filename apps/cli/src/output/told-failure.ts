import { type Lang, refusalZh } from "@gatecast/forecast";

interface Failed {
  readonly failure: { readonly message: string } | null;
}

/** What may have failed, with the reason in the reader's language. */
export function toldFailure<One extends Failed>(one: One, lang: Lang): One {
  const { failure } = one;
  if (failure === null || lang === "en") return one;
  return { ...one, failure: { ...failure, message: refusalZh(failure.message) } };
}
