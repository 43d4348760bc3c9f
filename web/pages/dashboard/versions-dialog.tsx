import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Table from '@cloudscape-design/components/table';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { dashboardPath, dashboardsPath, type SavedDashboard } from '../dashboards/dashboard-body.ts';

interface Version {
  readonly version: number;
  readonly author: string;
  readonly savedAtMs: number;
  readonly restoredFrom: number | null;
}

/** The last 20 versions, each of which can be brought back as the newest one. */
export function VersionsDialog(props: {
  readonly saved: SavedDashboard;
  readonly timeZone: string;
  readonly mayRestore: boolean;
  readonly onRestored: (saved: SavedDashboard) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { saved } = props;
  const path = dashboardPath(saved.appId, saved.id);
  const versions = useApi<readonly Version[]>({ path: `${path}/versions` }, { staleMs: 0 });
  const restore = useApiWrite<SavedDashboard, number>(
    (version) => ({
      method: 'POST',
      path: `${path}/versions/${version}/restore`,
      body: { version: saved.version },
    }),
    [dashboardsPath(saved.appId)],
  );
  return (
    <Modal visible size="large" header={say('dashboards.versions')} onDismiss={props.onClose}>
      {restore.isError && <ErrorState error={restore.error} title={say('dashboards.notRestored')} />}
      <PanelBody query={versions} thing={say('dashboards.versions')}>
        {(list) => (
          <Table
            variant="embedded"
            items={list}
            ariaLabels={{ tableLabel: say('dashboards.versions') }}
            trackBy={({ version }) => String(version)}
            columnDefinitions={[
              {
                id: 'version',
                header: say('dashboards.version'),
                isRowHeader: true,
                cell: ({ version, restoredFrom }: Version) =>
                  restoredFrom === null
                    ? String(version)
                    : say('dashboards.restoredFrom', { version, from: restoredFrom }),
              },
              {
                id: 'author',
                header: say('dashboards.author'),
                cell: ({ author }: Version) => <span className="ms-text">{author}</span>,
              },
              {
                id: 'savedAt',
                header: say('dashboards.savedAt'),
                cell: ({ savedAtMs }: Version) => formats.moment(savedAtMs, props.timeZone),
              },
              {
                id: 'restore',
                header: say('dashboards.restore'),
                cell: ({ version }: Version) =>
                  version === saved.version ? (
                    say('dashboards.current')
                  ) : (
                    <Button
                      disabled={!props.mayRestore}
                      loading={restore.isPending && restore.variables === version}
                      onClick={() => restore.mutate(version, { onSuccess: props.onRestored })}
                    >
                      {say('dashboards.restore')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </PanelBody>
    </Modal>
  );
}
