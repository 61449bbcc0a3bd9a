import { reportReached } from './connection';
import type { Problem } from './types';

const BASE = '/api/v1';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Every failed request, as the problem document the server sent or the one that describes its silence. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** The message about a query parameter of a request, by the parameter's name. */
export function violationOf(error: unknown, parameter: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problem.violations?.find((violation) => violation.parameter === parameter)?.message;
}

/** The address of a resource, with the parameters that have a value. */
export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return BASE + path + (search ? `?${search}` : '');
}

export async function request<T>(url: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json, application/problem+json');
  let response: Response;
  try {
    response = await fetch(url, { ...init, headers });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    reportReached(false);
    throw new ApiError(unreachable());
  }
  reportReached(!isGatewayError(response.status));
  const body = await response.text();
  if (!response.ok) throw new ApiError(parseProblem(response.status, body));
  return (body ? JSON.parse(body) : undefined) as T;
}

export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return request<T>(address(path, query), signal ? { signal } : {});
}

/** A request with a JSON body. */
export function send<T>(method: 'POST' | 'PATCH' | 'PUT', path: string, body: unknown): Promise<T> {
  return request<T>(address(path), {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
}

export function parseProblem(status: number, body: string): Problem {
  try {
    const parsed = JSON.parse(body) as Partial<Problem> | null;
    if (parsed && typeof parsed.title === 'string')
      return { type: 'about:blank', status, ...parsed, title: parsed.title };
  } catch {
    // Not JSON: a proxy answered, or nobody did.
  }
  if (isGatewayError(status)) return unreachable();
  return {
    type: 'about:blank',
    title: 'The server gave an answer that could not be read',
    status,
    detail: `HTTP status ${status} without a description of the problem.`,
  };
}

export function unreachable(): Problem {
  return {
    type: '/problems/unreachable',
    title: 'The server does not answer',
    status: 0,
    detail: 'Check that Trellis is running and that this machine can reach it.',
  };
}

function isGatewayError(status: number): boolean {
  return status >= 502 && status <= 504;
}
