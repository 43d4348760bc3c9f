import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { FilterBar } from '../../filters/filter-bar.tsx';
import { useSay } from '../../i18n/language.tsx';
import { TimeRangePicker } from '../../time-range/time-range-picker.tsx';
import { type LifecycleDefinition, parametersOf, useTexts } from './definition.ts';
import type { LifecycleChoices } from './lifecycle-choices.ts';

const typingMs = 500;

/** A number of shown values; asked for when typing pauses. */
function TopInput(props: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  const say = useSay();
  const { value, most, onChange } = props;
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const number = Number(text);
  const isWrong = !(Number.isInteger(number) && number >= 1 && number <= most);
  useEffect(() => {
    if (isWrong || number === value) return;
    const timer = setTimeout(() => onChange(number), typingMs);
    return () => clearTimeout(timer);
  }, [isWrong, number, onChange, value]);
  return (
    <FormField label={props.label} errorText={isWrong ? say('lifecycle.topLimit', { most }) : undefined}>
      <Input
        type="number"
        inputMode="numeric"
        value={text}
        onChange={({ detail }) => setText(detail.value)}
      />
    </FormField>
  );
}

/** Range, comparison, platforms and filter of all sheets, and the parameters that the sheet's visuals hang on. */
export function LifecycleControls(props: {
  readonly definition: LifecycleDefinition;
  readonly choices: LifecycleChoices;
}) {
  const say = useSay();
  const texts = useTexts();
  const { definition, choices } = props;
  const sheet = definition.sheets.find(({ id }) => id === choices.sheetId);
  const wanted = sheet === undefined ? new Set<string>() : parametersOf(sheet);
  const platformOptions = definition.platforms.map((value) => ({
    value,
    label: value === 'other' ? say('lifecycle.otherPlatforms') : value,
  }));
  const dimensions = Object.entries(definition.dimensionParameters).filter(([name]) => wanted.has(name));
  const tops = Object.entries(definition.topParameters).filter(([name]) => wanted.has(name));
  return (
    <SpaceBetween size="s">
      <div className="ms-controls">
        <TimeRangePicker range={choices.range} grains={[]} />
        <Multiselect
          ariaLabel={say('lifecycle.platforms')}
          placeholder={say('lifecycle.allPlatforms')}
          hideTokens
          {...(choices.platforms.length === 0 ? {} : { inlineTokens: true, hideTokens: false })}
          selectedOptions={platformOptions.filter(({ value }) => choices.platforms.includes(value))}
          options={platformOptions}
          onChange={({ detail }) => {
            const chosen = detail.selectedOptions.map(({ value = '' }) => value);
            // All of them is no restriction.
            choices.setPlatforms(chosen.length === platformOptions.length ? [] : chosen);
          }}
        />
      </div>
      <FilterBar value={choices.filter} onChange={choices.setFilter} />
      {dimensions.length + tops.length > 0 && (
        <div className="ms-controls">
          {dimensions.map(([name, { names, options }]) => (
            <FormField key={name} label={texts(names)}>
              <Select
                selectedOption={{
                  value: String(choices.parameters[name]),
                  label: texts(definition.dimensions[String(choices.parameters[name])]),
                }}
                options={options.map((value) => ({ value, label: texts(definition.dimensions[value]) }))}
                onChange={({ detail }) => choices.setParameter(name, detail.selectedOption.value ?? '')}
              />
            </FormField>
          ))}
          {tops.map(([name, { names }]) => (
            <TopInput
              key={name}
              label={texts(names)}
              value={Number(choices.parameters[name])}
              most={definition.mostTop}
              onChange={(value) => choices.setParameter(name, value)}
            />
          ))}
        </div>
      )}
    </SpaceBetween>
  );
}
