import { createContext, type ReactNode, useContext } from 'react';
import { type Me, mayIn } from './me.ts';

const SessionContext = createContext<Me | null>(null);

/** Gives the signed-in person to the pages. */
export function SessionProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  return <SessionContext.Provider value={me}>{children}</SessionContext.Provider>;
}

/** The signed-in person. */
export function useSession(): Me {
  const me = useContext(SessionContext);
  if (me === null) throw new Error('nobody is signed in');
  return me;
}

/** Whether the person has a right; in any project when none is named. */
export function useMay(permission: string, projectId: string | null = null): boolean {
  const me = useSession();
  if (projectId !== null) return mayIn(me, permission, projectId);
  const somewhere = Object.values(me.permissions.byProject).some((list) => list.includes(permission));
  return mayIn(me, permission, null) || somewhere;
}
