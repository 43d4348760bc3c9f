import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import { freeKey } from './rule-changes.ts';
import { SiteDialog } from './site-dialog.tsx';
import type { SiteRow } from './traffic-api.ts';

/** Known sites: which source and category a domain is. */
export function SiteTable(props: {
  readonly sites: readonly SiteRow[];
  readonly mayWrite: boolean;
  readonly onEdit: (name: string, sites: readonly SiteRow[]) => void;
}) {
  const say = useSay();
  const { sites, onEdit } = props;
  const [selectedUrl, setSelectedUrl] = useState<string | null>(null);
  const [editing, setEditing] = useState<{ readonly site: SiteRow | null; readonly isNew: boolean } | null>(
    null,
  );
  const columns = useMemo<readonly DataColumn<SiteRow>[]>(
    () => [
      {
        id: 'url',
        header: say('traffic.domain'),
        isRowHeader: true,
        value: ({ url }) => url,
        cell: ({ url }) => <span className="ms-text">{url}</span>,
      },
      {
        id: 'source',
        header: say('traffic.source'),
        value: ({ source }) => source,
        cell: ({ source }) => <span className="ms-text">{source}</span>,
      },
      {
        id: 'category',
        header: say('traffic.category'),
        value: ({ category }) => category,
        cell: ({ category }) => <span className="ms-text">{category}</span>,
      },
      {
        id: 'params',
        header: say('traffic.params'),
        value: ({ params }) => (params ?? []).join(', '),
        cell: ({ params }) => <span className="ms-text">{(params ?? []).join(', ') || '–'}</span>,
      },
    ],
    [say],
  );
  const at = sites.findIndex(({ url }) => url === selectedUrl);
  const selected = sites[at];
  const urls = sites.map(({ url }) => url);
  const save = (site: SiteRow) => {
    // New sites go first.
    if (editing?.isNew) onEdit(say('traffic.edit.add', { name: site.url }), [site, ...sites]);
    else if (at >= 0) onEdit(say('traffic.edit.change', { name: site.url }), sites.with(at, site));
    setSelectedUrl(site.url);
    setEditing(null);
  };
  return (
    <>
      <DataTable
        id="traffic-sites"
        title={say('traffic.sites')}
        rows={sites}
        columns={columns}
        keyOf={({ url }) => url}
        variant="embedded"
        selection="single"
        selected={selected === undefined ? [] : [selected]}
        onSelect={([row]) => setSelectedUrl(row?.url ?? null)}
        actions={
          props.mayWrite && (
            <SpaceBetween size="xs" direction="horizontal">
              <Button
                disabled={selected === undefined}
                onClick={() =>
                  selected &&
                  onEdit(say('traffic.edit.remove', { name: selected.url }), sites.toSpliced(at, 1))
                }
              >
                {say('action.delete')}
              </Button>
              <Button
                disabled={selected === undefined}
                onClick={() =>
                  selected &&
                  setEditing({
                    site: { ...selected, url: freeKey(`${selected.url}_copy`, urls) },
                    isNew: true,
                  })
                }
              >
                {say('action.copy')}
              </Button>
              <Button
                disabled={selected === undefined}
                onClick={() => selected && setEditing({ site: selected, isNew: false })}
              >
                {say('action.edit')}
              </Button>
              <Button onClick={() => setEditing({ site: null, isNew: true })}>{say('action.add')}</Button>
            </SpaceBetween>
          )
        }
      />
      {editing !== null && (
        <SiteDialog
          site={editing.site}
          taken={editing.isNew ? urls : urls.filter((url) => url !== selectedUrl)}
          onClose={() => setEditing(null)}
          onSave={save}
        />
      )}
    </>
  );
}
