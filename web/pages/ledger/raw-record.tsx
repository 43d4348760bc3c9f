import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { RawText } from '../operations/raw-text.tsx';
import type { RawRecord } from './ledger-api.ts';

/** Indented JSON where it is JSON; the text as it is otherwise. */
export function prettyText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A raw record as the collector wrote it, and the events that its body decodes to. */
export function RawRecordView(props: {
  readonly projectId: string;
  readonly file: string;
  readonly line: number;
  /** Shows only this event of the body. */
  readonly eventIndex?: number;
}) {
  const say = useSay();
  const { projectId, file, line, eventIndex } = props;
  const path = `/projects/${encodeURIComponent(projectId)}/raw-record`;
  const record = useApi<RawRecord>({ path, query: { file, line } }, { staleMs: 600_000 });
  return (
    <PanelBody query={record} thing={say('ledger.rawRecord')} height={120}>
      {(data) => {
        const event = eventIndex === undefined ? undefined : data.events[eventIndex];
        const events = event === undefined ? data.events : [event];
        return (
          <SpaceBetween size="s">
            <SpaceBetween size="xs" direction="horizontal" alignItems="center">
              <Box variant="awsui-key-label">{say('ledger.rawRecord')}</Box>
              <CopyToClipboard
                variant="icon"
                copyButtonAriaLabel={say('action.copy')}
                copySuccessText={say('action.copied')}
                copyErrorText={say('panel.failed')}
                textToCopy={data.text}
              />
            </SpaceBetween>
            <RawText text={prettyText(data.text)} label={say('ledger.rawRecord')} />
            <Box variant="awsui-key-label">
              {data.undecodable === null
                ? say('ledger.decodedEvents', { count: data.eventCount })
                : say('ledger.undecodableBody', { why: data.undecodable })}
            </Box>
            {events.length > 0 && (
              <RawText
                text={events.map((entry) => JSON.stringify(entry, null, 2)).join('\n')}
                label={say('quarantine.decoded')}
              />
            )}
          </SpaceBetween>
        );
      }}
    </PanelBody>
  );
}
