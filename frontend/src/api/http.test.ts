import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiError, address, get, parseProblem } from './http';

afterEach(() => vi.unstubAllGlobals());

test('an address leaves out what has no value and encodes the rest', () => {
  expect(address('/experiments', { search: 'a b&c', state: '', after: undefined, page: 0 })).toBe(
    '/api/v1/experiments?search=a+b%26c&page=0',
  );
});

describe('parseProblem', () => {
  test('keeps what the server said', () => {
    const body = JSON.stringify({
      type: '/problems/invalid',
      title: 'Not valid',
      status: 422,
      violations: [{ pointer: '/name', message: 'is missing' }],
      trace_id: 'abc',
    });
    expect(parseProblem(422, body)).toMatchObject({
      title: 'Not valid',
      trace_id: 'abc',
      violations: [{ pointer: '/name' }],
    });
  });

  test('a proxy that finds no server is a server that does not answer', () => {
    expect(parseProblem(502, '<html>Bad Gateway</html>').type).toBe('/problems/unreachable');
  });

  test('any other answer that is no problem document is named by its status', () => {
    expect(parseProblem(500, 'oops').detail).toContain('500');
  });
});

describe('get', () => {
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: unknown) => error,
    );

  test('a network failure becomes a problem', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const error = await failure(get('/workers'));
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).problem.status).toBe(0);
  });

  test('an answer that breaks off or is no JSON becomes a problem', async () => {
    const broken = new ReadableStream({ start: (body) => body.error(new TypeError('network error')) });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(broken)));
    expect(await failure(get('/workers'))).toMatchObject({ problem: { type: '/problems/unreachable' } });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>Sign in to the hotel</html>')));
    expect(await failure(get('/workers'))).toMatchObject({
      problem: { title: 'The server gave an answer that could not be read' },
    });
  });

  test('an abandoned request stays an abandoned request', async () => {
    const abort = new AbortController();
    abort.abort();
    vi.stubGlobal('fetch', () => Promise.reject(new DOMException('', 'AbortError')));
    expect(await failure(get('/workers', {}, abort.signal))).not.toBeInstanceOf(ApiError);
  });
});
