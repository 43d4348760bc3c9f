import './shell/base.css';
import './shell/shell.css';
import './charts/charts.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { CloudscapeLanguage } from './i18n/cloudscape-language.tsx';
import { LanguageProvider } from './i18n/language.tsx';
import { AppRoutes } from './routes.tsx';
import { FlashesProvider } from './shell/flashes.tsx';
import { SidePanelsProvider } from './shell/side-panels.tsx';
import { ThemeProvider, useAppearance } from './theme/theme.tsx';

const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });

function Root() {
  const { language } = useAppearance();
  return (
    <LanguageProvider tag={language}>
      <CloudscapeLanguage>
        <FlashesProvider>
          <SidePanelsProvider>
            <AppRoutes />
          </SidePanelsProvider>
        </FlashesProvider>
      </CloudscapeLanguage>
    </LanguageProvider>
  );
}

const host = document.getElementById('root');
if (host !== null) {
  createRoot(host).render(
    <QueryClientProvider client={client}>
      <ThemeProvider>
        <BrowserRouter>
          <Root />
        </BrowserRouter>
      </ThemeProvider>
    </QueryClientProvider>,
  );
}
