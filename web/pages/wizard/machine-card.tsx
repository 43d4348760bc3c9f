import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useCheckWords } from './problem-words.ts';
import type { Wizard } from './use-wizard.ts';

const types = { ok: 'success', warning: 'warning', error: 'error' } as const;

/** Where the pipeline runs: this computer, with everything that was looked at. */
export function MachineCard({ wizard }: { readonly wizard: Wizard }) {
  const say = useSay();
  const formats = useFormats();
  const words = useCheckWords();
  const { environment, isChecking } = wizard;
  const machine = environment?.machine;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button iconName="refresh" loading={isChecking} onClick={wizard.checkAgain}>
              {say('wizard.checkAgain')}
            </Button>
          }
        >
          {say('wizard.group.machine')}
        </Header>
      }
    >
      {machine === undefined ? (
        <StatusIndicator type="loading">{say('wizard.checking')}</StatusIndicator>
      ) : (
        <SpaceBetween size="s">
          <Box>
            {say('wizard.thisComputer', {
              host: machine.host,
              cores: machine.cores,
              memory: formats.bytes(machine.memoryBytes),
            })}
          </Box>
          <ul className="ms-checks" aria-label={say('wizard.checks')}>
            {(environment?.checks ?? [])
              .filter(({ field }) => field === null)
              .map((check) => (
                <li key={check.check}>
                  <StatusIndicator type={types[check.state]}>{words(check)}</StatusIndicator>
                </li>
              ))}
          </ul>
        </SpaceBetween>
      )}
    </Container>
  );
}
