import {
  Button,
  createTheme,
  defaultCssVariablesResolver,
  Menu,
  Modal,
  Popover,
  type CSSVariablesResolver,
} from '@mantine/core';

/** Closed dialogs must disappear at once: the next key belongs to the page. */
const CLOSING = { defaultProps: { transitionProps: { duration: 150, exitDuration: 0 } } };

/** Component tokens for Mantine; the page's own tokens are in tokens.css. White on shade 8 passes WCAG AA. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: 8,
  colors: {
    leaf: [
      '#effaf4',
      '#dcf3e7',
      '#b5e5cd',
      '#8fd9b6',
      '#63c698',
      '#41b07f',
      '#2f9a6c',
      '#25845b',
      '#1b7351',
      '#115038',
    ],
    red: [
      '#fdf1f0',
      '#fbe0de',
      '#f4bcb8',
      '#ee9690',
      '#e7736b',
      '#de554c',
      '#d1423a',
      '#c0352e',
      '#b02a24',
      '#851a16',
    ],
    dark: [
      '#dfe5e2',
      '#b9c3be',
      '#93a09a',
      '#5d6b65',
      '#3a4641',
      '#2b3531',
      '#1f2724',
      '#161c1a',
      '#101513',
      '#0b0f0d',
    ],
  },
  defaultRadius: 'md',
  radius: { md: '7px' },
  fontFamily: "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSizes: { sm: '13.5px', md: '14px' },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Menu: Menu.extend(CLOSING),
    Modal: Modal.extend(CLOSING),
    Popover: Popover.extend(CLOSING),
  },
});

/** Mantine's greys for secondary text miss WCAG AA; ours do not. */
export const cssVariables: CSSVariablesResolver = (given) => {
  const { variables, light, dark } = defaultCssVariablesResolver(given);
  const own = {
    '--mantine-color-body': 'var(--t-surface)',
    '--mantine-color-text': 'var(--t-text)',
    '--mantine-color-dimmed': 'var(--t-muted)',
    '--mantine-color-placeholder': 'var(--t-muted)',
    '--mantine-color-anchor': 'var(--t-accent)',
    '--mantine-color-default-border': 'var(--t-border)',
    '--mantine-color-error': 'var(--t-bad)',
  };
  return { variables, light: { ...light, ...own }, dark: { ...dark, ...own } };
};
