import { useSay } from '../../i18n/language.tsx';
import { ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { useLifecycleDefinition } from './definition.ts';
import { LifecycleBoard } from './lifecycle-board.tsx';

/** The life cycle dashboard of an app. */
export default function LifecyclePage() {
  const say = useSay();
  const definition = useLifecycleDefinition();
  if (definition.data !== undefined) return <LifecycleBoard definition={definition.data} isFull={false} />;
  if (definition.isError)
    return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} height={400} />;
  return <LoadingState thing={say('lifecycle.title')} height={400} />;
}
