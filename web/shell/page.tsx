import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../i18n/language.tsx';
import { useSidePanels } from './side-panels.tsx';

/** One step of the way to a page. */
export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** A page: way, title, description, actions, content, help. */
export function Page(props: {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Text of the help panel; an Info link beside the title opens it. */
  readonly help?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const { setHelp, setHelpOpen } = useSidePanels();
  const { help, title } = props;
  useEffect(() => {
    setHelp(help ?? null);
    return () => setHelp(null);
  }, [help, setHelp]);
  useEffect(() => {
    document.title = `${title} · Millstream`;
  }, [title]);
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          ariaLabel={say('shell.breadcrumbs')}
          items={[{ text: say('nav.home'), href: '/' }, ...(props.crumbs ?? []), { text: title, href: '#' }]}
          onFollow={(event) => {
            event.preventDefault();
            if (event.detail.href !== '#') void navigate(event.detail.href);
          }}
        />
      }
      header={
        <Header
          variant="h1"
          description={props.description}
          actions={props.actions}
          {...(help
            ? {
                info: (
                  <Link variant="info" onFollow={() => setHelpOpen(true)}>
                    {say('shell.info')}
                  </Link>
                ),
              }
            : {})}
        >
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">{props.children}</SpaceBetween>
    </ContentLayout>
  );
}
