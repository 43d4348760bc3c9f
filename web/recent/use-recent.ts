import { useEffect, useRef } from 'react';
import { usePreference } from '../preferences/preferences.ts';

/** Lists of what a person used last, newest first. */
export type RecentList = 'recentProjects' | 'recentApps' | 'recentWork';

const keptNames = 20;
/** Longer addresses are not worth the room of a person's preferences, 64 KB. */
const longestName = 600;
const none: readonly string[] = [];

/** What the person used last. */
export function useRecent(list: RecentList): readonly string[] {
  const [known] = usePreference<readonly string[]>(list, none);
  return known;
}

/** Puts what is used now at the front of a list; null leaves the list as it is. */
export function useNoteRecent(list: RecentList, used: string | null): void {
  const [known, setKnown] = usePreference<readonly string[]>(list, none);
  // Another window may put something else in front: that is no reason to put this in front again.
  const noted = useRef<string | null>(null);
  useEffect(() => {
    if (used === null || used.length > longestName || used === noted.current) return;
    noted.current = used;
    if (known[0] !== used) setKnown([used, ...known.filter((one) => one !== used)].slice(0, keptNames));
  }, [known, setKnown, used]);
}
