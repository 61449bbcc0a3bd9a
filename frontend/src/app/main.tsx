import { MantineProvider, convertCssVariables, mergeMantineTheme, DEFAULT_THEME } from '@mantine/core';
import './tokens.css';
import '@mantine/core/styles.layer.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';
import { queryClient } from './queryClient';
import { router } from './routes';
import { cssVariables, theme } from './theme';

// Mantine would put the theme into <style> elements, which a strict Content-Security-Policy forbids. A style sheet
// made by script may hold the same text.
const sheet = new CSSStyleSheet();
sheet.replaceSync(convertCssVariables(cssVariables(mergeMantineTheme(DEFAULT_THEME, theme)), ':root'));
document.adoptedStyleSheets.push(sheet);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
