import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Pagination from '@cloudscape-design/components/pagination';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { apiUrl } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { Page } from '../../shell/page.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import { type AuditRow, ChangeDetail } from './change-detail.tsx';

const pageSize = 50;
const outcomes = ['done', 'refused'] as const;

/** Who changed what, newest first. */
export default function AuditPage() {
  const say = useSay();
  const formats = useFormats();
  const [query, setQuery] = useSearchParams();
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      setQuery(
        (known) => {
          const next = new URLSearchParams(known);
          for (const [name, value] of Object.entries(changes))
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [setQuery],
  );
  const filter = {
    person: query.get('person'),
    text: query.get('text'),
    outcome: query.get('outcome'),
  };
  const pageNumber = Number(query.get('page') ?? 1) || 1;
  const entries = useApi<{ totalCount: number; items: readonly AuditRow[] }>({
    path: '/audit',
    query: { ...filter, pageNumber, pageSize },
  });
  const selected = entries.data?.items.find(({ id }) => String(id) === query.get('sel'));
  const close = useCallback(() => set({ sel: null }), [set]);
  const outcomeOptions = [
    { value: '', label: say('audit.everyOutcome') },
    ...outcomes.map((value) => ({ value, label: say(`audit.outcome.${value}`) })),
  ];
  const hasFilter = Object.values(filter).some((value) => value !== null);
  return (
    <Page
      title={say('nav.audit')}
      description={say('audit.description')}
      actions={
        <Button
          href={apiUrl({ path: '/audit/export', query: filter })}
          download="audit.csv"
          iconName="download"
        >
          {say('audit.export')}
        </Button>
      }
    >
      <SpaceBetween size="m" direction="horizontal" alignItems="end">
        <FormField label={say('audit.person')}>
          <Input
            value={filter.person ?? ''}
            type="search"
            clearAriaLabel={say('table.clear')}
            onChange={({ detail }) => set({ person: detail.value, page: null })}
          />
        </FormField>
        <FormField label={say('audit.text')}>
          <Input
            value={filter.text ?? ''}
            type="search"
            clearAriaLabel={say('table.clear')}
            onChange={({ detail }) => set({ text: detail.value, page: null })}
          />
        </FormField>
        <FormField label={say('audit.outcome')}>
          <Select
            selectedOption={outcomeOptions.find(({ value }) => value === (filter.outcome ?? '')) ?? null}
            options={outcomeOptions}
            onChange={({ detail }) => set({ outcome: detail.selectedOption.value ?? null, page: null })}
          />
        </FormField>
      </SpaceBetween>
      <PanelBody
        query={entries}
        thing={say('nav.audit')}
        height={300}
        emptyOf={({ totalCount }) =>
          totalCount > 0
            ? null
            : hasFilter
              ? {
                  text: say('audit.noMatch'),
                  action: {
                    text: say('filter.clear'),
                    onClick: () => set({ person: null, text: null, outcome: null, page: null }),
                  },
                }
              : { text: say('audit.none') }
        }
      >
        {({ items, totalCount }) => (
          <Table
            items={[...items]}
            trackBy={({ id }) => String(id)}
            stickyHeader
            resizableColumns
            wrapLines
            selectionType="single"
            selectedItems={selected === undefined ? [] : [selected]}
            onSelectionChange={({ detail: { selectedItems } }) =>
              set({ sel: String(selectedItems[0]?.id ?? '') })
            }
            onRowClick={({ detail }) => set({ sel: String(detail.item.id) })}
            ariaLabels={{
              selectionGroupLabel: say('nav.audit'),
              itemSelectionLabel: (_state, item) => `${item.person} ${item.method} ${item.route}`,
            }}
            header={
              <Header variant="h2" counter={`(${formats.count(totalCount)})`}>
                {say('audit.changes')}
              </Header>
            }
            pagination={
              totalCount > pageSize ? (
                <Pagination
                  currentPageIndex={pageNumber}
                  pagesCount={Math.ceil(totalCount / pageSize)}
                  onChange={({ detail }) => set({ page: String(detail.currentPageIndex) })}
                  ariaLabels={{
                    nextPageLabel: say('action.next'),
                    previousPageLabel: say('action.back'),
                    pageLabel: (page) => String(page),
                  }}
                />
              ) : undefined
            }
            columnDefinitions={[
              {
                id: 'at',
                header: say('audit.time'),
                width: 190,
                cell: ({ atMs }) => formats.moment(atMs, 'UTC'),
              },
              {
                id: 'person',
                header: say('audit.person'),
                width: 190,
                cell: ({ person }) => <span className="ms-text">{person}</span>,
                isRowHeader: true,
              },
              {
                id: 'object',
                header: say('audit.what'),
                width: 270,
                cell: ({ object, method, route }) => (
                  <span className="ms-text">{object ?? `${method} ${route.replace(/^\/api/, '')}`}</span>
                ),
              },
              {
                id: 'place',
                header: say('audit.place'),
                width: 110,
                cell: ({ projectId, appId }) => [projectId, appId].filter((id) => id !== null).join(' / '),
              },
              {
                id: 'outcome',
                header: say('audit.outcome'),
                width: 150,
                cell: ({ status, code }) => (
                  <StatusIndicator type={status < 400 ? 'success' : 'error'}>
                    {status < 400 ? say('audit.outcome.done') : (code ?? String(status))}
                  </StatusIndicator>
                ),
              },
            ]}
          />
        )}
      </PanelBody>
      {selected !== undefined && (
        <SplitPanelContent title={selected.object ?? selected.route} onClose={close}>
          <ChangeDetail entry={selected} />
        </SplitPanelContent>
      )}
    </Page>
  );
}
