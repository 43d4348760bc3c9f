import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { TrafficRules } from './traffic-rules.tsx';

/** The traffic-source rules by an address of their own. */
export default function TrafficPage() {
  const say = useSay();
  const scope = useScope();
  return (
    <Page
      title={say('traffic.title')}
      description={say('traffic.description')}
      help={say('traffic.help')}
      crumbs={[{ text: say('metadata.title'), href: studioPath(scope, 'data-management/events') }]}
    >
      <TrafficRules />
    </Page>
  );
}
