import Container from '@cloudscape-design/components/container';
import { BarChart } from '../../charts/bar-chart.tsx';
import { CountryMap } from '../../charts/country-map.tsx';
import { visibleText } from '../../charts/cut-text.ts';
import { DonutChart } from '../../charts/donut-chart.tsx';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import type { RealtimeList, RealtimeNumbers, RealtimeValue } from './realtime-view.ts';

const mostParts = 5;
const mostBars = 10;
const figureHeight = 240;

/** What each list counts. */
const measureOf: Readonly<Record<RealtimeList, 'users' | 'views'>> = {
  geo: 'users',
  platform: 'users',
  events: 'users',
  pages: 'views',
  sources: 'users',
};

/** Users by country: the sum of its cities, in which somebody who travels counts more than once. */
function countriesOf(
  places: readonly RealtimeValue[],
): readonly { readonly name: string; readonly value: number }[] {
  const byCountry = Map.groupBy(places, ({ labels }) => labels[0] ?? '');
  return [...byCountry]
    .map(([name, list]) => ({ name, value: list.reduce((sum, { users }) => sum + users, 0) }))
    .sort((a, b) => b.value - a.value);
}

function Figure({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Container fitHeight header={<h2 className="ms-tile-title">{title}</h2>}>
      {children}
    </Container>
  );
}

/** Where users are, what they do, where they come from. */
export function RealtimeLists({ numbers }: { readonly numbers: RealtimeNumbers }) {
  const say = useSay();
  const formats = useFormats();
  const format = (value: number | null) => formats.count(value);
  const named = (labels: readonly string[]) =>
    labels.map((label) => (label === '' ? say('realtime.blank') : visibleText(label))).join(' / ');
  const names = useMetadataNames();
  const partsOf = (list: RealtimeList) =>
    numbers.lists[list].map(({ key, labels, ...counts }) => ({
      key: JSON.stringify(key),
      name: list === 'events' ? visibleText(names.event(labels[0] ?? '')) : named(labels),
      value: counts[measureOf[list]],
    }));
  const countries = countriesOf(numbers.lists.geo).map(({ name, value }) => ({
    key: name,
    name: visibleText(name),
    value,
  }));
  const empty = <EmptyState text={say('realtime.nothing')} height={120} />;
  const platforms = partsOf('platform');
  return (
    <div className="ms-sheet-frame">
      <div className="ms-sheet">
        <Figure title={say('realtime.geo')}>
          {countries.length === 0 ? (
            empty
          ) : (
            <>
              <CountryMap title={say('realtime.geo')} values={countries} format={format} />
              <table className="ms-place-table">
                <caption className="ms-visually-hidden">{say('realtime.geo')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{say('realtime.place')}</th>
                    <th scope="col" className="ms-number">
                      {say('realtime.users')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {partsOf('geo')
                    .slice(0, mostBars)
                    .map(({ key, name, value }) => (
                      <tr key={key}>
                        <th scope="row" className="ms-text">
                          {name}
                        </th>
                        <td className="ms-number">{format(value)}</td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </>
          )}
        </Figure>
        <Figure title={say('realtime.platform')}>
          {platforms.length === 0 ? (
            empty
          ) : platforms.length <= mostParts ? (
            <DonutChart
              title={say('realtime.platform')}
              parts={platforms}
              format={format}
              height={figureHeight}
            />
          ) : (
            <BarChart title={say('realtime.platform')} bars={platforms.slice(0, mostBars)} format={format} />
          )}
        </Figure>
        {(['events', 'pages', 'sources'] as const).map((list) => {
          const bars = partsOf(list).slice(0, mostBars);
          return (
            <Figure key={list} title={say(`realtime.${list}`)}>
              {bars.length === 0 ? (
                empty
              ) : (
                <BarChart title={say(`realtime.${list}`)} bars={bars} format={format} />
              )}
            </Figure>
          );
        })}
      </div>
    </div>
  );
}
