import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Page } from '../../shell/page.tsx';

const sections = ['about', 'sign-in', 'alarm-targets', 'storage', 'backup'] as const;

/** A section of the settings. */
export type SettingsSection = (typeof sections)[number];

/** The frame of all settings: its sections, and the one that is open. */
export function SettingsFrame(props: {
  readonly section: SettingsSection;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const maySignIn = useMay('setting.write');
  const mayOperate = useMay('operation.read');
  const open = sections.filter((section) =>
    section === 'sign-in' ? maySignIn : section === 'about' || mayOperate,
  );
  return (
    <Page
      title={say(`settings.${props.section}`)}
      crumbs={[{ text: say('nav.settings'), href: '/settings/general' }]}
      description={say(`settings.${props.section}.text`)}
      help={props.help}
    >
      <SpaceBetween size="l">
        <SegmentedControl
          label={say('nav.settings')}
          selectedId={props.section}
          onChange={({ detail }) => void navigate(`/settings/${detail.selectedId}`)}
          options={open.map((id) => ({ id, text: say(`settings.${id}`) }))}
        />
        {props.children}
      </SpaceBetween>
    </Page>
  );
}
