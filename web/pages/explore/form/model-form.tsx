import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { usualModel } from '../model/usual-model.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { Choice } from './choice.tsx';
import { DurationInput } from './duration-input.tsx';
import type { KindFormProps } from './form-parts.ts';

/** How conversions are shared among their touchpoints. */
export function ModelForm({ draft, change }: KindFormProps<'attribution'>) {
  const say = useSay();
  const formats = useFormats();
  const problemAt = useProblemAt();
  const { options } = draft;
  const { model } = options;
  const option = (what: string) => ({ id: 'explore.edit.option', values: { what } });
  const sum = model.type === 'position' ? model.weights.reduce((total, weight) => total + weight, 0) : 1;
  return (
    <SpaceBetween size="s">
      <Choice
        label={say('explore.model')}
        prefix="modelKind"
        values={['first', 'last', 'linear', 'position', 'timeDecay']}
        value={model.type}
        onChange={(type, shown) => change(option(shown), { ...options, model: usualModel(type) })}
      />
      {model.type === 'position' && (
        <FormField
          label={say('explore.weights')}
          errorText={
            problemAt('/attribution/model') === null
              ? null
              : say('explore.weightsSum', { sum: formats.rate(sum, 0) })
          }
          constraintText={say('explore.weightsAre', { sum: formats.rate(sum, 0) })}
          stretch
        >
          <div className="ms-two" style={{ gridTemplateColumns: '1fr 1fr 1fr' }}>
            {(['first', 'middle', 'last'] as const).map((place, index) => (
              <Input
                key={place}
                type="number"
                ariaLabel={say(`explore.weight.${place}`)}
                value={String(Math.round((model.weights[index] ?? 0) * 10_000) / 100)}
                onChange={({ detail }) => {
                  const [first, middle, last] = model.weights.map((weight, at) =>
                    at === index ? Number(detail.value) / 100 : weight,
                  );
                  const weights: [number, number, number] = [first ?? 0, middle ?? 0, last ?? 0];
                  change(
                    option(say('explore.weights')),
                    { ...options, model: { type: 'position', weights } },
                    true,
                  );
                }}
              />
            ))}
          </div>
        </FormField>
      )}
      {model.type === 'timeDecay' && (
        <DurationInput
          label={say('explore.halfLife')}
          seconds={model.halfLifeSeconds}
          problem={problemAt('/attribution/model/halfLifeSeconds')}
          onChange={(halfLifeSeconds) =>
            change(
              option(say('explore.halfLife')),
              { ...options, model: { type: 'timeDecay', halfLifeSeconds } },
              true,
            )
          }
        />
      )}
      <Checkbox
        checked={options.compareModels}
        onChange={({ detail }) =>
          change(option(say('explore.compareModels')), { ...options, compareModels: detail.checked })
        }
      >
        {say('explore.compareModels')}
      </Checkbox>
    </SpaceBetween>
  );
}
