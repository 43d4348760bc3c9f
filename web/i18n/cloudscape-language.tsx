import { I18nProvider, type I18nProviderProps } from '@cloudscape-design/components/i18n';
import { type ReactNode, useEffect, useState } from 'react';
import { useSpeech } from './language.tsx';

const loaders: Readonly<Record<string, () => Promise<{ default: I18nProviderProps.Messages }>>> = {
  'en-US': () => import('@cloudscape-design/components/i18n/messages/all.en'),
  'zh-CN': () => import('@cloudscape-design/components/i18n/messages/all.zh-CN'),
};

/** Words inside the library's components, in the page's language; English where the library lacks it. */
export function CloudscapeLanguage({ children }: { readonly children: ReactNode }) {
  const { tag } = useSpeech();
  const [messages, setMessages] = useState<I18nProviderProps.Messages | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const load = loaders[tag] ?? loaders['en-US'];
    void load?.().then((loaded) => isCurrent && setMessages(loaded.default));
    return () => {
      isCurrent = false;
    };
  }, [tag]);
  if (messages === null) return null;
  return (
    <I18nProvider locale={tag} messages={[messages]}>
      {children}
    </I18nProvider>
  );
}
