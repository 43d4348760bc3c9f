import type { AnalysisKind } from '@millstream/studio/spec';
import { useParams } from 'react-router';
import { viewsOf } from '../../charts/results/result-view.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { Exploration } from './exploration.tsx';

/** Explorations of one app; each kind has its address. */
export default function ExplorePage() {
  const { kind = '', projectId, appId } = useParams();
  if (!Object.hasOwn(viewsOf, kind)) return <NotFound />;
  return <Exploration key={`${projectId} ${appId}`} kind={kind as AnalysisKind} />;
}
