import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { saveFile, toCsv } from '../../table/csv.ts';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { withNames } from './dictionary.ts';
import { EditableText } from './editable-text.tsx';
import { type FieldEntity, type FieldSample, useAppMetadata, useTextLanguage } from './metadata-api.ts';
import { PasteDictionary } from './paste-dictionary.tsx';
import type { EntityEdits } from './use-entity-edit.ts';

/** Most frequent values of a field with their counts and the names that people gave them. */
export function FieldValues({ field, edits }: { readonly field: FieldEntity; readonly edits: EntityEdits }) {
  const say = useSay();
  const formats = useFormats();
  const language = useTextLanguage();
  const { projectId } = useScope();
  const mayWrite = useMay('metadata.write', projectId);
  const metadata = useAppMetadata({ values: true });
  const [isPasting, setPasting] = useState(false);
  const columns = useMemo<readonly DataColumn<FieldSample>[]>(
    () => [
      {
        id: 'value',
        header: say('metadata.value'),
        isRowHeader: true,
        value: ({ value }) => value,
        cell: ({ value }) => <span className="ms-mono">{value}</span>,
      },
      {
        id: 'displayValue',
        header: say('metadata.displayValue'),
        value: ({ displayValue }) => displayValue,
        cell: ({ value, displayValue }) => (
          <EditableText
            value={displayValue}
            label={`${say('metadata.displayValue')}: ${value}`}
            limit={255}
            disabled={!mayWrite}
            onSave={(name) => void edits.change(field, (edit) => withNames(edit, language, [[value, name]]))}
          />
        ),
      },
      {
        id: 'count',
        header: say('metadata.count'),
        isNumber: true,
        value: ({ count }) => count,
        cell: ({ count, atMost }) =>
          atMost > count ? `${formats.count(count)} – ${formats.count(atMost)}` : formats.count(count),
      },
    ],
    [edits, field, formats, language, mayWrite, say],
  );
  return (
    <PanelBody query={metadata} thing={say('metadata.values')}>
      {(data) => {
        const values =
          [...data.parameters, ...data.userAttributes].find(({ id }) => id === field.id)?.values ?? [];
        return (
          <>
            <DataTable
              id="metadata-values"
              title={say('metadata.dictionary')}
              description={say('metadata.dictionaryText')}
              rows={values}
              columns={columns}
              keyOf={({ value }) => value}
              variant="embedded"
              hasFilter={values.length > 20}
              headingLevel="h3"
              empty={<Box textAlign="center">{say('metadata.noValues')}</Box>}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  {mayWrite && <Button onClick={() => setPasting(true)}>{say('metadata.paste')}</Button>}
                  <Button
                    disabled={values.length === 0}
                    onClick={() =>
                      saveFile(
                        `${field.name}.csv`,
                        toCsv(
                          ['value', 'displayValue', 'count'],
                          values.map(({ value, displayValue, count }) => [value, displayValue, count]),
                        ),
                        'text/csv',
                      )
                    }
                  >
                    {say('metadata.export')}
                  </Button>
                </SpaceBetween>
              }
            />
            {isPasting && (
              <PasteDictionary
                field={field}
                onClose={() => setPasting(false)}
                onSave={(pairs) => edits.change(field, (edit) => withNames(edit, language, pairs))}
              />
            )}
          </>
        );
      }}
    </PanelBody>
  );
}
