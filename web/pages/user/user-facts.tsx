import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { UserTimeline } from '@millstream/studio/spec';
import { visibleText } from '../../charts/cut-text.ts';
import type { MetadataNames } from '../../filters/metadata-names.ts';
import { useFields } from '../../filters/use-fields.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { Panel } from '../../panel/panel.tsx';
import { attributesOf, useUserAttributes } from './user-attributes.ts';

/** What is known of a user: attributes, and devices since when they are theirs. */
export function UserFacts(props: {
  readonly user: UserTimeline;
  readonly timeZone: string;
  readonly names: MetadataNames;
}) {
  const say = useSay();
  const formats = useFormats();
  const fields = useFields();
  const { user, timeZone } = props;
  const attributes = useUserAttributes(user.devices[0]?.userPseudoId);
  const moment = (iso: string) => formats.moment(Date.parse(iso), timeZone);
  const shownName = (category: string, name: string) =>
    fields.find((field) => field.category === category && field.name === name)?.displayName ?? name;
  return (
    <SpaceBetween size="l">
      <Panel
        title={say('user.attributes')}
        query={attributes}
        thing={say('user.attributes')}
        emptyOf={(data) => (attributesOf(data).length === 0 ? { text: say('user.noAttributes') } : null)}
      >
        {(data) => (
          <KeyValuePairs
            columns={1}
            items={attributesOf(data).map(({ category, name, value, setAtMs }) => ({
              label: visibleText(shownName(category, name)),
              value: (
                <span
                  className="ms-text"
                  title={
                    setAtMs === null
                      ? undefined
                      : say('user.setAt', { time: formats.moment(setAtMs, timeZone) })
                  }
                >
                  {visibleText(value)}
                </span>
              ),
            }))}
          />
        )}
      </Panel>
      <Container
        header={
          <Header variant="h2" counter={`(${user.devices.length})`}>
            {say('user.devices')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {user.devices.map((device) => (
            <KeyValuePairs
              key={device.userPseudoId}
              columns={1}
              items={[
                { label: say('user.device'), value: <span className="ms-mono">{device.userPseudoId}</span> },
                {
                  label: say('user.seen'),
                  value: say('user.fromTo', { from: moment(device.firstSeen), to: moment(device.lastSeen) }),
                },
                {
                  label: say('user.linkedSince'),
                  value: device.linkedSince === null ? say('user.neverLinked') : moment(device.linkedSince),
                },
                { label: say('user.eventCount'), value: formats.count(device.events) },
              ]}
            />
          ))}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
