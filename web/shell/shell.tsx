import AppLayout from '@cloudscape-design/components/app-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import HelpPanel from '@cloudscape-design/components/help-panel';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import SplitPanel from '@cloudscape-design/components/split-panel';
import { Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { LoadingState } from '../panel/panel-states.tsx';
import { usePreference } from '../preferences/preferences.ts';
import { useNoteOpened } from '../recent/use-note-opened.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { useFlashes } from './flashes.tsx';
import { useNavigation } from './navigation.ts';
import { PageBoundary } from './page-boundary.tsx';
import { ShellKeys } from './palette/shell-keys.tsx';
import { useSidePanels } from './side-panels.tsx';
import { TopBar } from './top-bar.tsx';

const wide = matchMedia('(min-width: 1912px)');
const narrow = matchMedia('(max-width: 688px)');

function subscribeNarrow(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** The frame of every page: header, navigation, content, help and split panel. */
export function Shell() {
  const say = useSay();
  const navigate = useNavigate();
  const location = useLocation();
  const navigation = useNavigation();
  const { items } = useFlashes();
  const panels = useSidePanels();
  useNoteOpened();
  const [isDocked, setDocked] = usePreference('navigationOpen', true);
  // On a phone the navigation lies over the page: opening it there says nothing about wider windows.
  const [isOverPage, setOverPage] = useState(false);
  const isNarrow = useSyncExternalStore(subscribeNarrow, () => narrow.matches);
  const [splitSize, setSplitSize] = usePreference('splitPanelSize', 420);
  const [splitPosition, setSplitPosition] = usePreference<'bottom' | 'side'>('splitPanelPosition', 'bottom');
  const active = navigation
    .flatMap((group) => ('items' in group ? [...group.items] : []))
    .flatMap((item) => ('href' in item && item.href ? [item.href] : []))
    .find((href) =>
      location.pathname.startsWith(
        href.replace(/\/(event|events|general|main)$/, '').replace(/dashboards$/, 'dashboard'),
      ),
    );
  useEffect(() => {
    // The layout's mobile bar carries an attribute that its role does not allow.
    for (const bar of document.querySelectorAll('nav[aria-orientation]'))
      bar.removeAttribute('aria-orientation');
  });
  return (
    <>
      <a className="ms-skip" href="#ms-content">
        {say('shell.skip')}
      </a>
      <ShellKeys />
      <div id="ms-top">
        <TopBar />
        <ConnectionBar />
      </div>
      <AppLayout
        headerSelector="#ms-top"
        ariaLabels={{
          navigation: say('shell.navigation'),
          navigationToggle: say('shell.openNavigation'),
          navigationClose: say('shell.closeNavigation'),
          tools: say('shell.help'),
          toolsToggle: say('shell.openHelp'),
          toolsClose: say('shell.closeHelp'),
        }}
        navigation={
          <SideNavigation
            activeHref={active ?? location.pathname}
            items={navigation}
            onFollow={(event) => {
              if (event.detail.external) return;
              event.preventDefault();
              void navigate(event.detail.href);
            }}
          />
        }
        navigationOpen={isNarrow ? isOverPage : isDocked}
        onNavigationChange={({ detail }) => (isNarrow ? setOverPage : setDocked)(detail.open)}
        toolsHide={panels.help === null}
        toolsOpen={panels.isHelpOpen || (panels.help !== null && wide.matches)}
        onToolsChange={({ detail }) => panels.setHelpOpen(detail.open)}
        tools={<HelpPanel header={<h2>{say('shell.help')}</h2>}>{panels.help}</HelpPanel>}
        notifications={<Flashbar items={items} stackItems />}
        stickyNotifications
        splitPanelOpen={panels.split !== null}
        onSplitPanelToggle={({ detail }) => !detail.open && panels.split?.onClose()}
        splitPanelSize={splitSize}
        onSplitPanelResize={({ detail }) => setSplitSize(detail.size)}
        splitPanelPreferences={{ position: splitPosition }}
        onSplitPanelPreferencesChange={({ detail }) => setSplitPosition(detail.position)}
        splitPanel={
          panels.split === null ? undefined : (
            <SplitPanel
              header={panels.split.title}
              closeBehavior="hide"
              i18nStrings={{
                closeButtonAriaLabel: say('split.close'),
                openButtonAriaLabel: say('split.open'),
                preferencesTitle: say('split.preferences'),
                preferencesPositionLabel: say('split.position'),
                preferencesPositionDescription: say('split.positionDescription'),
                preferencesPositionSide: say('split.side'),
                preferencesPositionBottom: say('split.bottom'),
                preferencesConfirm: say('action.confirm'),
                preferencesCancel: say('action.cancel'),
                resizeHandleAriaLabel: say('split.resize'),
              }}
            >
              <div ref={panels.setSplitHost} />
            </SplitPanel>
          )
        }
        content={
          <div id="ms-content">
            <PageBoundary key={location.pathname}>
              <Suspense fallback={<LoadingState thing={say('shell.page')} height={300} />}>
                <Outlet />
              </Suspense>
            </PageBoundary>
          </div>
        }
      />
    </>
  );
}
