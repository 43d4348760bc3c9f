import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import Table from '@cloudscape-design/components/table';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { type CurrentRules, type RulesVersion, useTrafficPath } from './traffic-api.ts';

/** The last 20 publications; each can be put in force again. */
export function RulesVersions(props: {
  readonly version: number;
  readonly timeZone: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const path = useTrafficPath();
  const versions = useApi<readonly RulesVersion[]>({ path: `${path}/versions` }, { staleMs: 0 });
  const restore = useApiWrite<CurrentRules, number>(
    (wanted) => ({ path: `${path}/restore`, body: { version: props.version, restore: wanted } }),
    [path],
  );
  const run = async (wanted: number) => {
    try {
      await restore.mutateAsync(wanted);
      flashes.succeeded(say('traffic.restored', { version: wanted }));
      props.onClose();
    } catch (error) {
      flashes.failed(say('traffic.notPublished'), error);
    }
  };
  return (
    <Modal
      visible
      size="large"
      onDismiss={props.onClose}
      closeAriaLabel={say('action.close')}
      header={say('traffic.versions')}
    >
      <PanelBody
        query={versions}
        thing={say('traffic.versions')}
        emptyOf={(data) => (data.length === 0 ? { text: say('traffic.noVersions') } : null)}
      >
        {(data) => (
          <Table
            variant="embedded"
            items={data}
            trackBy={({ version }) => String(version)}
            ariaLabels={{ tableLabel: say('traffic.versions') }}
            columnDefinitions={[
              {
                id: 'version',
                header: say('traffic.version'),
                isRowHeader: true,
                cell: ({ version }) => version,
              },
              {
                id: 'when',
                header: say('traffic.when'),
                cell: ({ savedAtMs }) => formats.moment(savedAtMs, props.timeZone),
              },
              {
                id: 'author',
                header: say('traffic.author'),
                cell: ({ author }) => <span className="ms-text">{author}</span>,
              },
              {
                id: 'use',
                header: say('traffic.use'),
                cell: ({ version, restoredFrom }) =>
                  version === props.version ? (
                    <Box>{say('traffic.inForce')}</Box>
                  ) : (
                    <>
                      <Button variant="inline-link" onClick={() => void run(version)}>
                        {say('traffic.useAgain', { version })}
                      </Button>
                      {restoredFrom !== null && (
                        <Box variant="small">{say('traffic.restoredFrom', { version: restoredFrom })}</Box>
                      )}
                    </>
                  ),
              },
            ]}
          />
        )}
      </PanelBody>
    </Modal>
  );
}
