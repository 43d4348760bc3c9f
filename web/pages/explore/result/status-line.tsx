import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AnalysisResult, AnalysisSpec } from '@millstream/studio/spec';
import { useState } from 'react';
import { useApi } from '../../../api/use-api.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay, useSpeech } from '../../../i18n/language.tsx';
import { useMay } from '../../../session/session-context.tsx';

interface Estimate {
  readonly days: number;
  readonly events: number;
  readonly elapsedMs: number | null;
}

/** What a question will read, from counts made while loading; null until it is known. */
export function useEstimate(spec: AnalysisSpec | null): Estimate | null {
  const { data } = useApi<Estimate>(
    spec === null ? null : { path: '/studio/explore/estimate', body: { spec } },
    {
      staleMs: 60_000,
      keepPrevious: false,
    },
  );
  return data ?? null;
}

/** "Data to 14:31:08 · 0.8 s · 4.1 M events read · SQL": what an answer is made of. */
export function StatusLine(props: { readonly result: AnalysisResult }) {
  const { result } = props;
  const say = useSay();
  const formats = useFormats();
  const { knows } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const maySeeSql = useMay('analysis.write', result.spec.projectId);
  const estimate = useEstimate(result.spec);
  const asOf = Date.parse(result.asOf);
  return (
    <div className="ms-status-line">
      <span title={result.asOf}>
        {say('explore.dataTo', { time: formats.moment(asOf, result.timezone), zone: result.timezone })}
      </span>
      <span>· {formats.duration(result.elapsedMs)}</span>
      {estimate !== null && (
        <span>· {say('explore.eventsRead', { events: formats.compact(estimate.events) })}</span>
      )}
      {result.spec.approx && <span>· ≈ {say('explore.approximate')}</span>}
      {maySeeSql && (
        <Button variant="inline-link" onClick={() => setOpen(true)}>
          {say('explore.sql')}
        </Button>
      )}
      {result.warnings.map((warning) => {
        const [code = ''] = warning.split(':');
        const [shown = '', all = ''] = warning.match(/\d+/g) ?? [];
        const id = `explore.warning.${code}`;
        return (
          <StatusIndicator key={warning} type="info">
            {knows(id) ? say(id, { shown, all }) : warning}
          </StatusIndicator>
        );
      })}
      {isOpen && (
        <Modal visible header={say('explore.sql')} size="large" onDismiss={() => setOpen(false)}>
          <SpaceBetween size="m">
            <Button
              iconName="copy"
              onClick={() => void navigator.clipboard.writeText(result.sql.join(';\n'))}
            >
              {say('action.copy')}
            </Button>
            {result.sql.map((sql, at) => (
              <ExpandableSection
                key={sql}
                defaultExpanded={at === 0}
                headerText={say('explore.statement', { n: at + 1 })}
              >
                <Box>
                  <pre className="ms-mono">{sql}</pre>
                </Box>
              </ExpandableSection>
            ))}
          </SpaceBetween>
        </Modal>
      )}
    </div>
  );
}
