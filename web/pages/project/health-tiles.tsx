import Container from '@cloudscape-design/components/container';
import { useNavigate } from 'react-router';
import { KpiTile } from '../../charts/kpi-tile.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { type ProjectHealth, useDiskFullAt } from './health.ts';

/** The five numbers of a project. */
export function HealthTiles(props: {
  readonly health: ProjectHealth;
  readonly projectId: string;
  readonly firstApp: string | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const { checkedAtMs, tiles } = props.health;
  const { eventsToday, eventsYesterday, disk } = tiles;
  const fullAtMs = useDiskFullAt(useMay('operation.read', props.projectId));
  const free = formats.bytes(disk.freeBytes);
  const change =
    eventsToday === null || !eventsYesterday ? null : (eventsToday - eventsYesterday) / eventsYesterday;
  const to = (path: string) => () => void navigate(path);
  const project = encodeURIComponent(props.projectId);
  const studio =
    props.firstApp === null ? null : `/analytics/${project}/app/${encodeURIComponent(props.firstApp)}`;
  const behind = tiles.dataToMs === null ? null : Math.max(0, checkedAtMs - tiles.dataToMs);
  const balance = tiles.isBalanced === null ? '–' : tiles.isBalanced ? '✓' : '✗';
  return (
    <div className="ms-tiles">
      <Container>
        <KpiTile
          label={say('home.eventsToday')}
          value={formats.compact(eventsToday)}
          exact={formats.count(eventsToday)}
          change={change}
          note={say('home.sameTime', { count: formats.count(eventsYesterday) })}
          {...(studio === null ? {} : { onClick: to(`${studio}/explore/event`) })}
        />
      </Container>
      <Container>
        <KpiTile
          label={say('home.users')}
          value={formats.count(tiles.usersLast5Minutes)}
          {...(studio === null ? {} : { onClick: to(`${studio}/realtime`) })}
        />
      </Container>
      <Container>
        <KpiTile
          label={say('home.dataTo')}
          value={behind === null ? '–' : behind < 1000 ? say('home.now') : formats.ago(behind)}
          onClick={to(`/project/${project}/runs`)}
        />
      </Container>
      <Container>
        <KpiTile
          label={say('home.ledger')}
          value={balance}
          note={say(tiles.isBalanced === false ? 'home.unbalanced' : 'home.balanced')}
          onClick={to(`/project/${project}/ledger`)}
        />
      </Container>
      <Container>
        <KpiTile
          label={say('home.disk')}
          value={formats.rate(disk.usedPercent / 100, 0)}
          note={
            fullAtMs === null
              ? say('home.free', { bytes: free })
              : say('home.freeUntil', { bytes: free, span: formats.span(fullAtMs - checkedAtMs) })
          }
          onClick={to('/settings/storage')}
        />
      </Container>
    </div>
  );
}
