import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../i18n/language.tsx';
import type { Wizard } from './use-wizard.ts';
import { WizardFieldRow } from './wizard-field-row.tsx';
import { type FieldGroup, fieldOfProblem } from './wizard-fields.ts';

/** One group of fields; an advanced one is closed and tells how many of its fields differ from what they began with. */
function Group({ wizard, group }: { readonly wizard: Wizard; readonly group: FieldGroup }) {
  const say = useSay();
  const fields = group.fields.filter(({ isShown }) => isShown?.(wizard.spec) ?? true);
  if (fields.length === 0) return null;
  const title = say(`wizard.group.${group.id}`);
  const rows = (
    <SpaceBetween size="l">
      {fields.map((field) => (
        <WizardFieldRow key={field.path} wizard={wizard} field={field} />
      ))}
    </SpaceBetween>
  );
  if (!group.isAdvanced) return <Container header={<Header variant="h2">{title}</Header>}>{rows}</Container>;
  const changed = fields.filter(({ path }) => wizard.isChanged(path)).length;
  const paths = fields.map(({ path }) => path);
  const hasProblem = (wizard.plan?.problems ?? []).some(({ field }) =>
    paths.includes(fieldOfProblem(field)?.path ?? ''),
  );
  return (
    <ExpandableSection
      variant="container"
      headerText={title}
      headerCounter={changed === 0 ? '' : say('wizard.changed', { count: changed })}
      {...(hasProblem ? { expanded: true } : {})}
    >
      {rows}
    </ExpandableSection>
  );
}

/** The groups of one step. */
export function WizardStepContent(props: {
  readonly wizard: Wizard;
  readonly groups: readonly FieldGroup[];
}) {
  return (
    <SpaceBetween size="l">
      {props.groups.map((group) => (
        <Group key={group.id} wizard={props.wizard} group={group} />
      ))}
    </SpaceBetween>
  );
}
