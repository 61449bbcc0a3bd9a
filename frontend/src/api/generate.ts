import { address, ApiError, parseProblem, unreachable } from './http';

export interface Prompt {
  prompt: string;
  length: number;
  temperature: number;
  seed: number;
}

/**
 * Lets the model of a trial go on with a prompt and hands over the text as it is written.
 *
 * @throws ApiError where the server refuses or does not answer
 */
export async function generate(
  trial: number,
  prompt: Prompt,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(address(`/trials/${trial}/generate`), {
    method: 'POST',
    body: JSON.stringify(prompt),
    headers: { 'Content-Type': 'application/json', Accept: 'text/plain, application/problem+json' },
    signal,
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new ApiError(unreachable());
  });
  if (!response.ok || !response.body)
    throw new ApiError(parseProblem(response.status, await response.text()));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onText(value);
  }
}
