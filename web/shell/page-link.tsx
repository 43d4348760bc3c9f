import CloudscapeLink from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

/** A link to another page of ours: no reload, and the colours of the theme. */
export function PageLink(props: { readonly to: string; readonly children: ReactNode }) {
  const navigate = useNavigate();
  return (
    <CloudscapeLink
      href={props.to}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(props.to);
      }}
    >
      <span className="ms-text">{props.children}</span>
    </CloudscapeLink>
  );
}
