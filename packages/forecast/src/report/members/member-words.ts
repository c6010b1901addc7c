import type { Lang } from "../words/catalogue.ts";
import type { MemberWords } from "../words/member-words.ts";
import { membersEn } from "../words/members-en.ts";
import { membersZh } from "../words/members-zh.ts";

/** What a reader is told of a member of the family; undefined for a cell that does not come with Gatecast. */
export function memberWords(name: string, { lang }: { readonly lang: Lang }): MemberWords | undefined {
  const words = lang === "zh" ? membersZh : membersEn;
  return Object.hasOwn(words, name) ? words[name] : undefined;
}
