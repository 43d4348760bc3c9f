import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { Panel } from '../../panel/panel.tsx';
import { PageLink } from '../../shell/page-link.tsx';
import { SettingsFrame } from './settings-frame.tsx';

interface About {
  readonly product: string;
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly license: string;
}

/** The version, and how to upgrade safely. */
export default function AboutPage() {
  const say = useSay();
  const about = useApi<About>({ path: '/about' }, { staleMs: 600_000 });
  return (
    <SettingsFrame section="about">
      <SpaceBetween size="l">
        <Panel title={say('about.title')} query={about} thing={say('about.title')} height={120}>
          {({ version, node, platform, license }) => (
            <KeyValuePairs
              columns={4}
              items={[
                { label: say('about.version'), value: version },
                { label: 'Node.js', value: node },
                { label: say('about.platform'), value: platform },
                { label: say('about.license'), value: license },
              ]}
            />
          )}
        </Panel>
        <Container header={<Header variant="h2">{say('about.upgrade')}</Header>}>
          <SpaceBetween size="s">
            <span>{say('about.upgradeText')}</span>
            <PageLink to="/settings/backup">{say('about.backUpFirst')}</PageLink>
          </SpaceBetween>
        </Container>
      </SpaceBetween>
    </SettingsFrame>
  );
}
