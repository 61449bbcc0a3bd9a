import { words } from '@/shared/format';

/** The server's sentence with the parameters' names as they are written everywhere else on the page. */
export function inWords(sentence: string, parameters: readonly string[]): string {
  return sentence.replace(/\w+/g, (word) => (parameters.includes(word) ? words(word) : word));
}
