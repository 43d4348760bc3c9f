import './traffic.css';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { RulesEditor } from './rules-editor.tsx';
import { useCurrentRules } from './traffic-api.ts';

/** Source categories and channel groups of the page's app, with their tester. */
export function TrafficRules() {
  const say = useSay();
  const current = useCurrentRules();
  return (
    <PanelBody query={current} thing={say('traffic.things')} height={400}>
      {(data) => <RulesEditor key={data.version} current={data} />}
    </PanelBody>
  );
}
