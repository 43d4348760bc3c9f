import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { timelineOf } from './run-timeline.ts';
import type { RunDetail } from './run-types.ts';

const percent = (share: number) => `${share * 100}%`;

/** The stages of a run, one after the other, each as long as it took. */
export function RunStages({ run }: { readonly run: RunDetail }) {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const stages = timelineOf(run.detail);
  if (stages.length === 0) return null;
  const isManyBatches = run.kind === 'rebuild' || run.kind === 'replay';
  return (
    <Container
      header={
        <Header variant="h2" {...(isManyBatches ? { description: say('run.stages.added') } : {})}>
          {say('run.stages')}
        </Header>
      }
    >
      <ol className="ms-stages">
        {stages.map(({ stage, ms, from, share, isFailed }) => (
          <li key={stage}>
            <span>
              {say(`run.stage.${stage}`)}
              {isFailed && <Box color="text-status-error"> {say('run.stage.failed')}</Box>}
            </span>
            <span className="ms-stage-lane" aria-hidden="true">
              <span
                style={{
                  insetInlineStart: percent(from),
                  inlineSize: percent(share),
                  background: isFailed ? palette.worse : palette.series[0],
                }}
              />
            </span>
            <span className="ms-number">
              {formats.duration(ms)} · {formats.rate(share, 0)}
            </span>
          </li>
        ))}
      </ol>
    </Container>
  );
}
