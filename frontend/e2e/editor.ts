import { expect, type Page } from '@playwright/test';

export const editor = (page: Page) => page.getByRole('textbox', { name: 'Submission, in YAML' });

/** Returns the lines of the editor. */
export async function lines(page: Page): Promise<string[]> {
  await expect(editor(page)).toBeVisible();
  return editor(page).locator('.cm-line').allTextContents();
}

/**
 * Clears the editor and types a text as a person would: key by key, with Enter at the end of a line. If the editor
 * indents the next line by itself, only missing spaces are typed and extra spaces are deleted.
 */
export async function typeSubmission(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  const [first = '', ...others] = text.split('\n');
  await page.keyboard.type(first);
  for (const line of others) {
    await page.keyboard.press('Enter');
    const wanted = line.length - line.trimStart().length;
    await indentTo(page, wanted);
    await page.keyboard.type(line.trimStart());
  }
}

async function indentTo(page: Page, wanted: number): Promise<void> {
  const active = editor(page).locator('.cm-activeLine');
  await expect(active).toHaveText(/^\s*$/);
  const width = async () => ((await active.textContent()) ?? '').length;
  while ((await width()) > wanted) await page.keyboard.press('Backspace');
  await page.keyboard.type(' '.repeat(wanted - (await width())));
}
