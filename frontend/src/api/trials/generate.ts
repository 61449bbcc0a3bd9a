import { address, ApiError, respond, unreachable } from '@/api/http';
import { unknownTokensOf, type UnknownTokens } from './unknownTokens';

export interface Prompt {
  prompt: string;
  length: number;
  temperature: number;
  seed: number;
}

export interface Listener {
  /** Called before the first text. */
  onUnknown: (tokens: UnknownTokens) => void;
  onText: (text: string) => void;
}

/**
 * Lets the model of a trial go on with a prompt and hands over the text as it is written.
 *
 * @throws ApiError where the server refuses, does not answer, or stops in the middle
 */
export async function generate(
  trial: number,
  prompt: Prompt,
  { onUnknown, onText }: Listener,
  signal: AbortSignal,
): Promise<void> {
  const response = await respond(address(`/trials/${trial}/generate`), {
    method: 'POST',
    body: JSON.stringify(prompt),
    headers: { 'Content-Type': 'application/json', Accept: 'text/plain, application/problem+json' },
    signal,
  });
  onUnknown(unknownTokensOf(response.headers));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new ApiError(unreachable());
    });
    if (done) return;
    onText(value);
  }
}
