import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** A page on which nothing may go wrong unseen: errors of scripts, of requests, of the content security policy. */
export const test = base.extend<{ allowed: RegExp }>({
  // Answers that a test provokes.
  allowed: [/status of 422/, { option: true }],
  page: async ({ page, allowed }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !allowed.test(message.text())) complaints.push(message.text());
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

/** WCAG 2.1 at AA, all rules, as axe sees them, and that each cell of a table has a header. */
export async function expectAccessible(page: Page): Promise<void> {
  // Contrast is measured at rest.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .options({ rules: { 'td-has-header': { enabled: true } } })
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}

export { expect };
