/** Messages of one language by id: ICU message format. */
export type Messages = Readonly<Record<string, string>>;

/** A language the interface can speak. */
export interface InterfaceLanguage {
  /** BCP 47 tag, e.g. `zh-CN`. */
  readonly tag: string;
  /** Its own name, e.g. 简体中文. */
  readonly name: string;
}

const files = import.meta.glob<{ default: Messages }>('../messages/*.json', { eager: false });

/** Languages there are files for. A new one is one file `messages/TAG.json` and one line here. */
export const interfaceLanguages: readonly InterfaceLanguage[] = [
  { tag: 'en-US', name: 'English' },
  { tag: 'zh-CN', name: '简体中文' },
];

/** All messages of a language. @throws Error when there is no file for it */
export async function loadMessages(tag: string): Promise<Messages> {
  const load = files[`../messages/${tag}.json`];
  if (load === undefined) throw new Error(`no messages for ${tag}`);
  return (await load()).default;
}
