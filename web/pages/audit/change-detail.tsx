import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';

/** An entry of the audit log as the API answers. */
export interface AuditRow {
  readonly id: number;
  readonly atMs: number;
  readonly person: string;
  readonly caller: 'session' | 'key' | 'local' | 'nobody';
  readonly address: string;
  readonly method: string;
  readonly route: string;
  readonly projectId: string | null;
  readonly appId: string | null;
  readonly object: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly status: number;
  readonly code: string | null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** One change: who, how, and what it was before and after. */
export function ChangeDetail({ entry }: { readonly entry: AuditRow }) {
  const say = useSay();
  const formats = useFormats();
  const values = [
    ['before', entry.before],
    ['after', entry.after],
  ] as const;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        items={[
          { label: say('audit.time'), value: formats.moment(entry.atMs, 'UTC') },
          { label: say('audit.person'), value: entry.person },
          { label: say('audit.caller'), value: say(`audit.by.${entry.caller}`) },
          { label: say('audit.address'), value: entry.address },
          { label: say('audit.call'), value: `${entry.method} ${entry.route}` },
          {
            label: say('audit.outcome'),
            value: `${entry.status}${entry.code === null ? '' : ` ${entry.code}`}`,
          },
        ]}
      />
      <ColumnLayout columns={2}>
        {values.map(([name, value]) => (
          <div key={name}>
            <Box variant="awsui-key-label">{say(`audit.${name}`)}</Box>
            <div className="ms-mono">{value === null ? say('audit.notRecorded') : textOf(value)}</div>
          </div>
        ))}
      </ColumnLayout>
    </SpaceBetween>
  );
}
