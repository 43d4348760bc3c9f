import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import type { PageRoute } from './pages/page-route.ts';
import { SignedIn } from './session/signed-in.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Permitted } from './shell/permitted.tsx';
import { Shell } from './shell/shell.tsx';

const lists = import.meta.glob<{ default: readonly PageRoute[] }>('./pages/*/page-routes.ts', {
  eager: true,
});

const pages = Object.values(lists)
  .flatMap(({ default: list }) => list)
  .map((route) => ({ ...route, View: lazy(route.load) }));

function element({ View, permission }: (typeof pages)[number]) {
  return permission === undefined ? (
    <View />
  ) : (
    <Permitted permission={permission}>
      <View />
    </Permitted>
  );
}

const inShell = pages.filter(({ frame, isPublic }) => frame !== 'bare' && !isPublic);
const bare = pages.filter(({ frame, isPublic }) => frame === 'bare' && !isPublic);
const open = pages.filter(({ isPublic }) => isPublic);

/** All pages. */
export function AppRoutes() {
  return (
    <Routes>
      {open.map((page) => (
        <Route
          key={page.path}
          path={page.path}
          element={
            <Suspense fallback={null}>
              <page.View />
            </Suspense>
          }
        />
      ))}
      <Route element={<SignedIn />}>
        {bare.map((page) => (
          <Route
            key={page.path}
            path={page.path}
            element={<Suspense fallback={null}>{element(page)}</Suspense>}
          />
        ))}
        <Route element={<Shell />}>
          {inShell.map((page) => (
            <Route key={page.path} path={page.path} element={element(page)} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Route>
      </Route>
    </Routes>
  );
}
