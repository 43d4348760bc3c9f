import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { pipelineHref, projectPath } from '../pipelines/pipeline-api.ts';
import { environments, type ProjectChange, type ProjectEntry, projectHref } from './project-types.ts';

type EditedField = 'name' | 'environment' | 'description' | 'emails';

/** One value with an edit button; while it is edited, with its input and Save. */
function EditableValue(props: {
  readonly label: string;
  readonly shown: ReactNode;
  readonly mayEdit: boolean;
  readonly isEdited: boolean;
  readonly isSaving: boolean;
  readonly input: ReactNode;
  readonly onEdit: () => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  if (!props.isEdited)
    return (
      <FormField label={props.label}>
        <span className="ms-text">{props.shown}</span>{' '}
        {props.mayEdit && (
          <Button
            variant="inline-icon"
            iconName="edit"
            ariaLabel={say('project.editField', { field: props.label })}
            onClick={props.onEdit}
          />
        )}
      </FormField>
    );
  return (
    <FormField
      label={props.label}
      stretch
      secondaryControl={
        <SpaceBetween direction="horizontal" size="xs">
          <Button loading={props.isSaving} onClick={props.onSave}>
            {say('action.save')}
          </Button>
          <Button variant="link" onClick={props.onCancel}>
            {say('action.cancel')}
          </Button>
        </SpaceBetween>
      }
    >
      {props.input}
    </FormField>
  );
}

/** A project's fields, each edited in place. */
export function ProjectDetails({ project }: { readonly project: ProjectEntry }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const mayEdit = useMay('project.write', project.id);
  const [edited, setEdited] = useState<{ field: EditedField; value: string } | null>(null);
  const save = useApiWrite<ProjectEntry, ProjectChange>(
    (body) => ({ method: 'PATCH', path: projectPath(project.id), body }),
    ['/projects'],
  );
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const put = (value: string) => setEdited((known) => known && { ...known, value });
  const inputs: Readonly<Record<EditedField, (value: string, label: string) => ReactNode>> = {
    name: (value, label) => (
      <Input autoFocus ariaLabel={label} value={value} onChange={({ detail }) => put(detail.value)} />
    ),
    emails: (value, label) => (
      <Input autoFocus ariaLabel={label} value={value} onChange={({ detail }) => put(detail.value)} />
    ),
    description: (value, label) => (
      <Textarea autoFocus ariaLabel={label} value={value} onChange={({ detail }) => put(detail.value)} />
    ),
    environment: (value, label) => (
      <Select
        autoFocus
        ariaLabel={label}
        selectedOption={{ value, label: say(`project.environment.${value}`) }}
        options={environments.map((one) => ({ value: one, label: say(`project.environment.${one}`) }))}
        onChange={({ detail }) => put(detail.selectedOption.value ?? value)}
      />
    ),
  };
  const row = (field: EditedField, shown: ReactNode) => {
    const label = say(`project.${field}`);
    const isEdited = edited?.field === field;
    return (
      <EditableValue
        key={field}
        label={label}
        shown={shown}
        mayEdit={mayEdit}
        isEdited={isEdited}
        isSaving={save.isPending}
        input={isEdited ? inputs[field](edited.value, label) : null}
        onEdit={() => {
          save.reset();
          setEdited({ field, value: project[field] });
        }}
        onCancel={() => setEdited(null)}
        onSave={() =>
          void save
            .mutateAsync({ [field]: edited?.value ?? '' })
            .then(() => {
              setEdited(null);
              flashes.succeeded(say('project.saved', { field: label }));
            })
            .catch(() => {})
        }
      />
    );
  };
  return (
    <SpaceBetween size="m">
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => void navigate(projectHref(project.id))}>{say('project.open')}</Button>
        <Button onClick={() => void navigate(pipelineHref(project.id))}>{say('nav.pipeline')}</Button>
      </SpaceBetween>
      {row('name', project.name)}
      {row('environment', say(`project.environment.${project.environment}`))}
      {row('emails', project.emails || '–')}
      {row('description', project.description || '–')}
      {save.isError && <ErrorState title={say('project.notSaved')} error={save.error} />}
      <KeyValuePairs
        columns={3}
        items={[
          { label: say('project.id'), value: project.id },
          { label: say('project.platform'), value: say('pipeline.embedded') },
          { label: say('project.created'), value: formats.moment(project.createdAtMs, timeZone) },
          { label: say('project.updated'), value: formats.moment(project.updatedAtMs, timeZone) },
          { label: say('project.operator'), value: project.operator || '–' },
          { label: say('project.apps'), value: project.appIds.join(', ') || '–' },
        ]}
      />
    </SpaceBetween>
  );
}
