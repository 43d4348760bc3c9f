import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { Wizard } from './use-wizard.ts';

/** Memory and disk that the pipeline would need at a rate that the person names. */
export function EstimateCard({ wizard }: { readonly wizard: Wizard }) {
  const say = useSay();
  const formats = useFormats();
  const estimate = wizard.plan?.estimate ?? null;
  const about = (bytes: number | undefined) =>
    bytes === undefined ? '–' : say('wizard.about', { value: formats.bytes(bytes) });
  return (
    <Container header={<Header variant="h3">{say('wizard.estimate')}</Header>}>
      <SpaceBetween size="m">
        <FormField label={say('wizard.estimate.rate')}>
          <Input
            type="number"
            value={String(wizard.requestsPerSecond)}
            onChange={({ detail }) => {
              const rate = Number(detail.value);
              if (rate >= 0 && rate <= 1_000_000) wizard.setRequestsPerSecond(rate);
            }}
          />
        </FormField>
        <KeyValuePairs
          columns={3}
          items={[
            { label: say('wizard.estimate.memory'), value: about(estimate?.memoryBytes) },
            { label: say('wizard.estimate.disk'), value: about(estimate?.diskBytesPerMonth) },
            { label: say('wizard.estimate.rest'), value: about(estimate?.diskBytesAtRest) },
          ]}
        />
        <Box variant="small" color="text-body-secondary">
          {say('wizard.estimate.note')}
        </Box>
      </SpaceBetween>
    </Container>
  );
}
