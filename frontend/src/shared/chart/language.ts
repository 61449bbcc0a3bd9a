// Imported before uPlot, which makes a number format of the browser's language as it loads. A system without a locale
// makes Chromium say "en-US@posix", which Intl refuses, and with it the whole page of charts would be refused.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
}
