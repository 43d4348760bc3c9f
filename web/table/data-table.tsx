import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { usePreference } from '../preferences/preferences.ts';
import { matchesQuery } from './matches-query.ts';

/** A column of a table. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Value for sorting and filtering; none leaves both out. */
  readonly value?: (row: Row) => string | number | null;
  /** Right-aligned with figures of equal width. */
  readonly isNumber?: boolean;
  /** Hidden until the person shows it. */
  readonly isHidden?: boolean;
  readonly width?: number;
  /** The row's name for screen readers. */
  readonly isRowHeader?: boolean;
}

/** A table that fits in the page's memory: filter, sort, pages, columns; choices are kept with the person. */
export interface DataTableProps<Row> {
  /** Name under which choices are kept, e.g. `segments`. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly columns: readonly DataColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly actions?: ReactNode;
  readonly description?: ReactNode;
  /** Shown when there is no row at all. */
  readonly empty?: ReactNode;
  readonly selected?: readonly Row[];
  readonly onSelect?: (rows: readonly Row[]) => void;
  readonly selection?: 'single' | 'multi';
  /** A click on a row; shows that rows open something. */
  readonly onRowClick?: (row: Row) => void;
  readonly isLoading?: boolean;
  readonly variant?: 'container' | 'embedded' | 'full-page';
  /** Leaves the filter out, for short lists. */
  readonly hasFilter?: boolean;
  readonly headingLevel?: 'h1' | 'h2' | 'h3';
  /** False where the frame around the table says the title already. @default true */
  readonly hasHeader?: boolean;
}

/** A row with its plain values by column id, which the library filters. */
interface Item<Row> {
  readonly row: Row;
  readonly values: Readonly<Record<string, string | number>>;
}

interface TableChoices {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly columns: readonly string[] | null;
}

const pageSizes = [10, 20, 50, 100, 200];
/** More rows than anybody pages through; filters still see all. */
const mostRows = 10_000;

function sortValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}

function filterProperties<Row>(columns: readonly DataColumn<Row>[]): PropertyFilterProps.FilteringProperty[] {
  return columns
    .filter(({ value }) => value !== undefined)
    .map(({ id, header, isNumber }) => ({
      key: id,
      propertyLabel: header,
      groupValuesLabel: header,
      operators: isNumber ? ['=', '!=', '>', '>=', '<', '<='] : [':', '!:', '=', '!='],
      ...(isNumber ? {} : { defaultOperator: ':' as const }),
    }));
}

/** A table with everything people expect of one. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const say = useSay();
  const formats = useFormats();
  const { columns, rows, hasFilter = true } = props;
  const defaults: TableChoices = { pageSize: 20, wrapLines: false, columns: null };
  const [choices, setChoices] = usePreference<TableChoices>(`table.${props.id}`, defaults);
  const visible = choices.columns ?? columns.filter(({ isHidden }) => !isHidden).map(({ id }) => id);
  const items: readonly Item<Row>[] = rows.map((row) => ({
    row,
    values: Object.fromEntries(columns.map(({ id, value }) => [id, value?.(row) ?? ''])),
  }));
  const properties = filterProperties(columns);
  const collection = useCollection(items, {
    propertyFiltering: {
      filteringProperties: properties,
      filteringFunction: (item, query) => matchesQuery(item.values, query),
      noMatch: <Box>{say('table.noMatch')}</Box>,
      empty: props.empty,
    },
    pagination: { pageSize: choices.pageSize },
    sorting: {},
    selection: { keepSelection: true, trackBy: (item) => props.keyOf(item.row) },
  });
  const { onRowClick } = props;
  const counter =
    collection.filteredItemsCount !== undefined && collection.filteredItemsCount !== rows.length
      ? say('table.counter', {
          shown: formats.count(collection.filteredItemsCount),
          total: formats.count(rows.length),
        })
      : `(${formats.count(rows.length)})`;
  return (
    <Table<Item<Row>>
      {...collection.collectionProps}
      items={collection.items}
      variant={props.variant ?? 'container'}
      loading={props.isLoading ?? false}
      loadingText={say('panel.loading', { thing: props.title })}
      trackBy={(item) => props.keyOf(item.row)}
      wrapLines={choices.wrapLines}
      stickyHeader
      resizableColumns
      columnDisplay={columns.map(({ id }) => ({ id, visible: visible.includes(id) }))}
      columnDefinitions={columns.map((column) => ({
        id: column.id,
        header: column.isNumber ? <div className="ms-number">{column.header}</div> : column.header,
        cell: (item) =>
          column.isNumber ? <div className="ms-number">{column.cell(item.row)}</div> : column.cell(item.row),
        isRowHeader: column.isRowHeader ?? false,
        minWidth: 80,
        ...(column.width === undefined ? {} : { width: column.width }),
        ...(column.value === undefined
          ? {}
          : {
              // By this name the library knows a column again after a render; the comparator is another one each time.
              sortingField: column.id,
              sortingComparator: (a, b) =>
                sortValues(column.value?.(a.row) ?? null, column.value?.(b.row) ?? null),
              ariaLabel: () => column.header,
            }),
      }))}
      {...(props.selection === undefined
        ? { ariaLabels: { tableLabel: props.title } }
        : {
            selectionType: props.selection,
            selectedItems: items.filter(({ row }) =>
              (props.selected ?? []).some((chosen) => props.keyOf(chosen) === props.keyOf(row)),
            ),
            onSelectionChange: ({ detail }: { detail: { selectedItems: { row: Row }[] } }) =>
              props.onSelect?.(detail.selectedItems.map(({ row }) => row)),
            ariaLabels: {
              tableLabel: props.title,
              selectionGroupLabel: props.title,
              itemSelectionLabel: (_state: unknown, item: { row: Row }) => props.keyOf(item.row),
              allItemsSelectionLabel: () => props.title,
            },
          })}
      {...(onRowClick ? { onRowClick: ({ detail }) => onRowClick(detail.item.row) } : {})}
      header={
        props.hasHeader === false ? undefined : (
          <Header
            variant={props.headingLevel ?? 'h2'}
            counter={counter}
            actions={props.actions}
            description={props.description}
          >
            {props.title}
          </Header>
        )
      }
      empty={props.empty ?? <Box textAlign="center">{say('table.none')}</Box>}
      filter={
        hasFilter ? (
          <PropertyFilter
            {...collection.propertyFilterProps}
            filteringAriaLabel={`${say('table.filter')}: ${props.title}`}
            filteringPlaceholder={say('table.filter')}
            countText={say('table.match', { count: collection.filteredItemsCount ?? 0 })}
            expandToViewport
          />
        ) : undefined
      }
      pagination={
        rows.length > choices.pageSize ? (
          <Pagination
            {...collection.paginationProps}
            pagesCount={Math.min(
              collection.paginationProps.pagesCount,
              Math.ceil(mostRows / choices.pageSize),
            )}
          />
        ) : undefined
      }
      preferences={
        <CollectionPreferences
          title={say('table.preferences')}
          confirmLabel={say('action.confirm')}
          cancelLabel={say('action.cancel')}
          preferences={{
            pageSize: choices.pageSize,
            wrapLines: choices.wrapLines,
            visibleContent: [...visible],
          }}
          pageSizePreference={{
            title: say('table.pageSize'),
            options: pageSizes.map((value) => ({ value, label: say('table.rows', { count: value }) })),
          }}
          wrapLinesPreference={{ label: say('table.wrap'), description: say('table.wrapText') }}
          visibleContentPreference={{
            title: say('table.columns'),
            options: [
              { label: props.title, options: columns.map(({ id, header }) => ({ id, label: header })) },
            ],
          }}
          onConfirm={({ detail }) =>
            setChoices({
              pageSize: detail.pageSize ?? choices.pageSize,
              wrapLines: detail.wrapLines ?? choices.wrapLines,
              columns: detail.visibleContent ?? choices.columns,
            })
          }
        />
      }
      footer={
        (collection.filteredItemsCount ?? rows.length) > mostRows ? (
          <SpaceBetween size="xs">
            <Box variant="small">{say('table.first')}</Box>
            <Button
              variant="inline-link"
              onClick={() => collection.actions.setPropertyFiltering({ tokens: [], operation: 'and' })}
            >
              {say('table.clear')}
            </Button>
          </SpaceBetween>
        ) : undefined
      }
    />
  );
}
