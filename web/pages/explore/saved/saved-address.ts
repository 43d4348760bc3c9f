import { callApi } from '../../../api/call-api.ts';
import { type Scope, studioPath } from '../../../scope/scope.ts';
import { explorationPath, type SavedExploration } from './saved-api.ts';

/** Address of a saved exploration: its form, range and filter. @throws ApiError when it is not there */
export async function savedAddress(id: string, scope: Scope): Promise<string> {
  // The specs' reader is large, and most pages never need it.
  const [{ explorationSearch }, { body }] = await Promise.all([
    import('./use-open-saved.ts'),
    callApi<SavedExploration>({ path: explorationPath(scope.appId, id) }),
  ]);
  const { kind, search } = await explorationSearch(body.spec, body.title);
  return `${studioPath(scope, `explore/${kind}`)}?${search}&saved=${encodeURIComponent(id)}`;
}
