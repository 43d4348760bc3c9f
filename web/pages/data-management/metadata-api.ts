import { useApi } from '../../api/use-api.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useScope } from '../../scope/scope.ts';

/** Languages that texts are written in. */
export type TextLanguage = 'en-US' | 'zh-CN';

interface Described {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly source: 'preset' | 'custom';
  readonly tags: readonly string[];
  readonly isHidden: boolean;
  readonly edited: { readonly version: number; readonly author: string; readonly editedAtMs: number } | null;
}

/** An event of the app. */
export interface EventEntity extends Described {
  readonly eventCount: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly hasData: boolean;
  readonly platforms: readonly string[];
  readonly sdkNames: readonly string[];
  readonly sdkVersions: readonly string[];
  readonly lastDayCount: number;
  readonly countsPerDay: readonly { readonly day: string; readonly eventCount: number }[];
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

/** A value that was seen. */
export interface FieldSample {
  readonly value: string;
  readonly displayValue: string;
  readonly count: number;
  readonly atMost: number;
}

/** A parameter or user attribute of the app. */
export interface FieldEntity extends Described {
  readonly category: 'event' | 'event_outer' | 'user' | 'user_outer';
  readonly type: string;
  readonly visibility: 'public' | 'private';
  readonly group: string | null;
  readonly hasData: boolean;
  readonly seen: {
    readonly eventCount: number;
    readonly firstSeenMs: number;
    readonly lastSeenMs: number;
    readonly platforms: readonly string[];
  } | null;
  readonly events: readonly string[] | null;
  readonly values: readonly FieldSample[];
  readonly otherTypes: readonly { readonly type: string; readonly eventCount: number }[];
}

/** What is known of an app's data. */
export interface AppMetadata {
  readonly timeZone: string;
  readonly asOfMs: number;
  readonly lastDay: string;
  readonly events: readonly EventEntity[];
  readonly parameters: readonly FieldEntity[];
  readonly userAttributes: readonly FieldEntity[];
}

/** What people wrote about one event or field. */
export interface EntityEdit {
  readonly displayNames: Readonly<Partial<Record<TextLanguage, string>>>;
  readonly descriptions: Readonly<Partial<Record<TextLanguage, string>>>;
  readonly tags: readonly string[];
  readonly isHidden: boolean;
  readonly dictionary: readonly {
    readonly value: string;
    readonly displayValues: Readonly<Partial<Record<TextLanguage, string>>>;
  }[];
}

/** An edit with the version that the next one is made from; 0 before the first. */
export interface KeptEdit {
  readonly edit: EntityEdit;
  readonly version: number;
}

/** Path of an app's metadata below `/api`. */
export function metadataPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/metadata`;
}

/** Language in which the person reads and writes texts. */
export function useTextLanguage(): TextLanguage {
  const { tag } = useSpeech();
  return tag === 'zh-CN' ? 'zh-CN' : 'en-US';
}

/** What is known of the page's app; with values only where they are looked at. */
export function useAppMetadata(options: { readonly values: boolean; readonly enabled?: boolean }) {
  const { appId } = useScope();
  const language = useTextLanguage();
  return useApi<AppMetadata>(
    { path: metadataPath(appId), query: { language, values: options.values } },
    { staleMs: 60_000, enabled: options.enabled ?? true },
  );
}
