import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { GroupField } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useApi } from '../../../api/use-api.ts';
import { cutMiddle, visibleText } from '../../../charts/cut-text.ts';
import type { SegmentEntry } from '../../../filters/filter-properties.ts';
import { fieldLabel, useFields } from '../../../filters/use-fields.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useScope } from '../../../scope/scope.ts';
import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { fieldOptions } from './field-picker.tsx';

const mostGroups = 5;

/** What an answer is broken down by: fields and segments, and how many groups are shown. */
export function GroupForm(props: {
  readonly draft: AnyDraft;
  readonly onChange: (name: EditName, draft: AnyDraft, isTyping?: boolean) => void;
}) {
  const say = useSay();
  const fields = useFields();
  const problemAt = useProblemAt();
  const { appId } = useScope();
  const segments = useApi<readonly SegmentEntry[]>(
    appId === '' ? null : { path: '/segments', query: { app: appId } },
    { staleMs: 60_000 },
  );
  const { draft, onChange } = props;
  const { groupBy } = draft;
  const nameOf = (field: GroupField) =>
    field.category === 'segment'
      ? (segments.data?.find(({ segmentId }) => segmentId === field.name)?.name ?? field.name)
      : fieldLabel(field, fields);
  const setGroups = (next: readonly GroupField[], id: string, what: string) =>
    onChange({ id, values: { what } }, { ...draft, groupBy: next });
  const options = useMemo(
    () => [
      ...fieldOptions(fields, say),
      ...((segments.data ?? []).length === 0
        ? []
        : [
            {
              label: say('explore.group.segments'),
              options: (segments.data ?? []).map(({ segmentId, name }) => ({
                value: `segment ${segmentId}`,
                label: cutMiddle(visibleText(name), 80),
              })),
            },
          ]),
    ],
    [fields, say, segments.data],
  );
  return (
    <fieldset className="ms-form-part" data-part="groups">
      <legend>{say('explore.breakDown')}</legend>
      {groupBy.map((field) => (
        <div className="ms-form-row-head" key={`${field.category} ${field.type} ${field.name}`}>
          <span className="ms-text">{visibleText(nameOf(field))}</span>
          <Button
            variant="icon"
            iconName="close"
            ariaLabel={say('explore.remove', { what: nameOf(field) })}
            onClick={() =>
              setGroups(
                groupBy.filter((other) => other !== field),
                'explore.edit.removeGroup',
                nameOf(field),
              )
            }
          />
        </div>
      ))}
      {groupBy.length < mostGroups && (
        <div style={{ inlineSize: '100%' }}>
          <Select
            ariaLabel={say('explore.breakDown')}
            placeholder={say('explore.addGroup')}
            filteringType="auto"
            filteringPlaceholder={say('explore.searchFields')}
            filteringAriaLabel={say('explore.searchFields')}
            virtualScroll
            noMatch={say('explore.noMatch')}
            options={options}
            selectedOption={null}
            onChange={({ detail }) => {
              const id = detail.selectedOption.value ?? '';
              const shown = detail.selectedOption.label ?? '';
              const field = fields.find((one) => one.id === id);
              const next: GroupField | null = id.startsWith('segment ')
                ? { category: 'segment', name: id.slice(8), type: 'string' }
                : field === undefined
                  ? null
                  : { category: field.category, name: field.name, type: field.type };
              if (next !== null) setGroups([...groupBy, next], 'explore.edit.addGroup', shown);
            }}
          />
        </div>
      )}
      {groupBy.length > 0 && (
        <FormField
          label={say('explore.topN')}
          errorText={problemAt('/topN') === null ? null : say('explore.topNHint')}
          stretch
        >
          <Input
            type="number"
            ariaLabel={say('explore.topN')}
            value={draft.topN === 0 ? '' : String(draft.topN)}
            onChange={({ detail }) =>
              onChange(
                { id: 'explore.edit.option', values: { what: say('explore.topN') } },
                { ...draft, topN: Number(detail.value) },
                true,
              )
            }
          />
        </FormField>
      )}
      {problemAt('/groupBy') !== null && <p role="alert">{problemAt('/groupBy')}</p>}
    </fieldset>
  );
}
