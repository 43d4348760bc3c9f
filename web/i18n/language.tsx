import IntlMessageFormat from 'intl-messageformat';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { loadMessages, type Messages } from './messages.ts';

/** Values of a message's places. */
export type MessageValues = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Says a message in the person's language. */
export interface Speech {
  readonly tag: string;
  /** The message with its places filled; the id itself when no file has it. */
  say(id: string, values?: MessageValues): string;
  /** Whether a file has the message. */
  knows(id: string): boolean;
}

const SpeechContext = createContext<Speech | null>(null);

/** Speech over the messages of one language. */
export function createSpeech(tag: string, messages: Messages): Speech {
  const compiled = new Map<string, IntlMessageFormat>();
  return {
    tag,
    knows: (id) => Object.hasOwn(messages, id),
    say(id, values) {
      const text = messages[id];
      if (text === undefined) return id;
      let message = compiled.get(id);
      if (message === undefined) {
        message = new IntlMessageFormat(text, tag, undefined, { ignoreTag: true });
        compiled.set(id, message);
      }
      return String(message.format(values as Record<string, string | number> | undefined));
    },
  };
}

/** Loads a language and gives it to the pages; shows nothing until the first one is there. */
export function LanguageProvider({ tag, children }: { readonly tag: string; readonly children: ReactNode }) {
  const [speech, setSpeech] = useState<Speech | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void loadMessages(tag).then((messages) => {
      if (!isCurrent) return;
      document.documentElement.lang = tag;
      setSpeech(createSpeech(tag, messages));
    });
    return () => {
      isCurrent = false;
    };
  }, [tag]);
  if (speech === null) return null;
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

/** The page's speech. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('no language is loaded');
  return speech;
}

/** `say` of the page's speech. */
export function useSay(): Speech['say'] {
  const speech = useSpeech();
  return useMemo(() => speech.say.bind(speech), [speech]);
}
