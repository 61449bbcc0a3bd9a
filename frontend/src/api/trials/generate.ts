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
 * Generates a continuation of a prompt with the model of a trial and passes on the text as it arrives.
 *
 * @throws ApiError if the server rejects the request, does not answer, or stops before the end
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
