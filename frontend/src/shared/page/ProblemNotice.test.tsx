// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import { ApiError } from '@/api/http';
import { ProblemNotice } from './ProblemNotice';

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // jsdom has no media queries, which Mantine asks for the color scheme.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
});

function draw(error: unknown, onRetry?: () => void): HTMLElement {
  const host = document.createElement('div');
  act(() =>
    createRoot(host).render(
      <MantineProvider>
        <ProblemNotice error={error} onRetry={onRetry} />
      </MantineProvider>,
    ),
  );
  return host;
}

test('a fault of the server shows all it carries and can be tried again', () => {
  const retry = vi.fn();
  const notice = draw(
    new ApiError({
      type: '/problems/internal',
      title: 'Internal error',
      status: 500,
      detail: 'Something went wrong',
      trace_id: 'abc123',
    }),
    retry,
  );
  for (const text of ['Internal error', 'Something went wrong', 'abc123'])
    expect(notice.textContent).toContain(text);
  act(() => notice.querySelector('button')?.click());
  expect(retry).toHaveBeenCalledOnce();
});

test('a mistake of the caller is said once, without a trace and without another try', () => {
  const problem = { type: '/problems/invalid', title: 'Not valid', status: 422, trace_id: 'abc123' };
  const repeated = draw(
    new ApiError({
      ...problem,
      detail: 'name is missing',
      violations: [{ pointer: '/name', message: 'name is missing' }],
    }),
    vi.fn(),
  );
  expect(repeated.textContent.match(/is missing/g)).toHaveLength(1);
  expect(repeated.textContent).not.toContain('abc123');
  expect(repeated.querySelector('button')).toBeNull();
  const several = draw(
    new ApiError({
      ...problem,
      detail: '2 things are wrong',
      violations: [
        { pointer: '/name', message: 'is missing' },
        { pointer: '', message: 'is too long' },
      ],
    }),
  );
  for (const text of ['2 things are wrong', '/name is missing', 'is too long'])
    expect(several.textContent).toContain(text);
});

test('no error shows nothing', () => {
  expect(draw(null).querySelector('[role=alert]')).toBeNull();
});
