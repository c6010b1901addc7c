import type { Lang } from "../words/catalogue.ts";
import type { MemberWords } from "../words/member-words.ts";
import { membersEn } from "../words/members-en.ts";
import { membersZh } from "../words/members-zh.ts";
import { wrappersEn } from "../words/wrappers-en.ts";
import { wrappersZh } from "../words/wrappers-zh.ts";

/** What a reader is told of a member of the family, or of what can be put around one; undefined for a cell of one's own. */
export function memberWords(name: string, { lang }: { readonly lang: Lang }): MemberWords | undefined {
  const [members, wrappers] = lang === "zh" ? [membersZh, wrappersZh] : [membersEn, wrappersEn];
  return [members, wrappers].find((words) => Object.hasOwn(words, name))?.[name];
}
