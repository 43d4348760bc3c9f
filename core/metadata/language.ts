/** Languages that built-in texts come in and people may name things in. */
export const languages = ['en-US', 'zh-CN'] as const;
/** A language of the studio. */
export type Language = (typeof languages)[number];
/** A text in some languages; one that is missing falls back to what the reader says. */
export type LocalizedText = Readonly<Partial<Record<Language, string>>>;
