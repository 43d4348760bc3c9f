import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useNavigate } from 'react-router';
import { callApi } from '../api/call-api.ts';
import { useSay } from '../i18n/language.tsx';
import { interfaceLanguages } from '../i18n/messages.ts';
import { useAlarmBell } from '../pages/alarms/alarm-bell.ts';
import { keepAppearance } from '../preferences/preferences.ts';
import { useSession } from '../session/session-context.tsx';
import { useAppearance, useMode } from '../theme/theme.tsx';
import { openShellWindow } from './palette/palette-window.ts';
import { PlaceSwitcher } from './place-switcher.tsx';

async function signOut(): Promise<void> {
  await callApi({ method: 'POST', path: '/auth/sign-out', body: {} }).catch(() => undefined);
  window.location.assign('/signin');
}

/** Header: product, project and app, language, theme, person. */
export function TopBar() {
  const say = useSay();
  const navigate = useNavigate();
  const me = useSession();
  const mode = useMode();
  const bell = useAlarmBell();
  const { language, density } = useAppearance();
  const languageName = interfaceLanguages.find(({ tag }) => tag === language)?.name ?? language;
  const language_menu: TopNavigationProps.MenuDropdownUtility = {
    type: 'menu-dropdown',
    text: languageName,
    // What is seen is part of what is heard.
    ariaLabel: `${say('shell.language')}: ${languageName}`,
    items: interfaceLanguages.map(({ tag, name }) => ({ id: tag, text: name, lang: tag })),
    onItemClick: ({ detail }) => keepAppearance({ language: detail.id }),
  };
  const utilities: TopNavigationProps.Utility[] = [
    {
      type: 'button',
      iconName: 'search',
      ariaLabel: say('palette.open'),
      title: say('palette.open'),
      onClick: () => openShellWindow('palette'),
    },
    ...bell,
    language_menu,
    {
      type: 'button',
      iconSvg: (
        <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="none" />
          <path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor" />
        </svg>
      ),
      ariaLabel: mode === 'dark' ? say('shell.toLight') : say('shell.toDark'),
      onClick: () => keepAppearance({ theme: mode === 'dark' ? 'light' : 'dark' }),
    },
    {
      type: 'menu-dropdown',
      text: me.person.name || me.person.email,
      description: me.person.email,
      iconName: 'user-profile',
      items: [
        { id: 'profile', text: say('shell.profile') },
        { id: 'density', text: density === 'compact' ? say('shell.comfortable') : say('shell.compact') },
        { id: 'system', text: say('shell.systemTheme') },
        { id: 'sign-out', text: say('shell.signOut') },
      ],
      onItemClick: ({ detail }) => {
        if (detail.id === 'profile') void navigate('/profile');
        if (detail.id === 'density')
          keepAppearance({ density: density === 'compact' ? 'comfortable' : 'compact' });
        if (detail.id === 'system') keepAppearance({ theme: 'system' });
        if (detail.id === 'sign-out') void signOut();
      },
    },
  ];
  return (
    <TopNavigation
      identity={{
        href: '/',
        logo: { src: '/wordmark.svg', alt: 'Millstream' },
        onFollow: (event) => {
          event.preventDefault();
          void navigate('/');
        },
      }}
      search={<PlaceSwitcher />}
      utilities={utilities}
      i18nStrings={{
        overflowMenuTriggerText: say('shell.more'),
        overflowMenuTitleText: say('shell.all'),
        overflowMenuBackIconAriaLabel: say('shell.back'),
        overflowMenuDismissIconAriaLabel: say('flash.close'),
        searchIconAriaLabel: say('shell.places'),
        searchDismissIconAriaLabel: say('flash.close'),
      }}
    />
  );
}
