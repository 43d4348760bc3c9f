import type { Language } from '@millstream/core';

/** A text in every language of the studio. */
export type Texts = Readonly<Record<Language, string>>;

/** A text in both languages. */
export function texts(english: string, chinese: string): Texts {
  return Object.freeze({ 'en-US': english, 'zh-CN': chinese });
}
