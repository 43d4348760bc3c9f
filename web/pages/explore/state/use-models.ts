import type { AnalysisResult, AnalysisSpec } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useApi } from '../../../api/use-api.ts';
import type { ModelAnswer } from '../../../charts/results/attribution-result.tsx';
import { useSay } from '../../../i18n/language.tsx';
import { usualModel } from '../model/usual-model.ts';

const models = ['first', 'last', 'linear', 'position', 'timeDecay'] as const;

/** Answers of the other attribution models to the question of a result; undefined while they are not wanted or not there. */
export function useModels(
  result: AnalysisResult | undefined,
  isWanted: boolean,
): readonly ModelAnswer[] | undefined {
  const say = useSay();
  const call = (type: (typeof models)[number]) => {
    if (result === undefined || !isWanted || result.spec.kind !== 'attribution') return null;
    const { spec } = result;
    if (spec.attribution.model.type === type) return null;
    const attribution = { ...spec.attribution, model: usualModel(type) };
    const other: AnalysisSpec = { ...spec, attribution, asOf: result.asOf };
    return { path: '/studio/explore/query', body: { spec: other } };
  };
  const options = { staleMs: 60_000, keepPrevious: false } as const;
  type Answer = { readonly result: AnalysisResult };
  const first = useApi<Answer>(call('first'), options).data;
  const last = useApi<Answer>(call('last'), options).data;
  const linear = useApi<Answer>(call('linear'), options).data;
  const position = useApi<Answer>(call('position'), options).data;
  const timeDecay = useApi<Answer>(call('timeDecay'), options).data;
  return useMemo(() => {
    if (result === undefined || !isWanted || result.spec.kind !== 'attribution') return undefined;
    const own = result.spec.attribution.model.type;
    const answers = { first, last, linear, position, timeDecay };
    const known = models.flatMap((id) => {
      const answer = id === own ? result : answers[id]?.result;
      return answer === undefined ? [] : [{ id, name: say(`explore.modelKind.${id}`), result: answer }];
    });
    return known.length > 1 ? known : undefined;
  }, [result, isWanted, first, last, linear, position, timeDecay, say]);
}
