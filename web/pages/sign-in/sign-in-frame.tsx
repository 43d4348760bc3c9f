import './sign-in.css';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { type ReactNode, useEffect } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { interfaceLanguages } from '../../i18n/messages.ts';
import { keepAppearance } from '../../preferences/preferences.ts';
import { useAppearance } from '../../theme/theme.tsx';

/** The frame of pages before sign-in: the product's name, one box, the languages. */
export function SignInFrame(props: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}) {
  const say = useSay();
  const { language } = useAppearance();
  const { title } = props;
  useEffect(() => {
    document.title = `${title} · Millstream`;
  }, [title]);
  return (
    <div className="ms-sign-in">
      <main className="ms-sign-in-box">
        <img className="ms-sign-in-logo" src="/favicon.svg" alt="" />
        <div className="ms-sign-in-name">Millstream</div>
        <Container
          header={
            <Header variant="h1" description={props.description}>
              {title}
            </Header>
          }
        >
          {props.children}
        </Container>
        <nav className="ms-sign-in-languages" aria-label={say('shell.language')}>
          {interfaceLanguages.map(({ tag, name }) => (
            <span key={tag} lang={tag}>
              <Button
                variant="inline-link"
                disabled={tag === language}
                onClick={() => keepAppearance({ language: tag })}
              >
                {name}
              </Button>
            </span>
          ))}
        </nav>
      </main>
    </div>
  );
}
