import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SegmentSpec } from '@millstream/studio/spec';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import type { SegmentDetail } from './segment-api.ts';
import { useSentence } from './use-sentence.ts';

/** Shows both sides when somebody else saved meanwhile. */
export function SegmentConflict(props: {
  readonly id: string;
  readonly mine: SegmentSpec;
  readonly onTheirs: () => void;
  readonly onCopy: () => void;
}) {
  const say = useSay();
  const { data: theirs } = useApi<SegmentDetail>(
    { path: `/segments/${encodeURIComponent(props.id)}`, query: { now: 'true' } },
    { staleMs: 0 },
  );
  const mine = useSentence(props.mine.criteria);
  const other = useSentence(theirs?.spec.criteria);
  return (
    <Alert
      type="warning"
      header={say('segments.conflict', { version: theirs?.version ?? '…' })}
      action={
        <SpaceBetween size="xs" direction="horizontal">
          <Button onClick={props.onTheirs}>{say('segments.loadTheirs')}</Button>
          <Button onClick={props.onCopy}>{say('segments.saveMineAsCopy')}</Button>
        </SpaceBetween>
      }
    >
      <ColumnLayout columns={2} variant="text-grid">
        <div>
          <Box variant="awsui-key-label">{say('segments.conflictTheirs')}</Box>
          <span className="ms-text">{`${theirs?.name ?? ''}: ${other}`}</span>
        </div>
        <div>
          <Box variant="awsui-key-label">{say('segments.conflictMine')}</Box>
          <span className="ms-text">{`${props.mine.name}: ${mine}`}</span>
        </div>
      </ColumnLayout>
    </Alert>
  );
}
