import { reportLogin, reportReached } from './connection';
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

/** A request whose answer is not read yet. Any answer but success is thrown as an {@link ApiError}. */
export async function respond(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has('Accept')) headers.set('Accept', 'application/json, application/problem+json');
  const response = await reached(() => fetch(url, { ...init, headers }), init.signal);
  reportReached(!isGatewayError(response.status));
  if (response.ok) reportLogin(true);
  else if (response.status === 401) reportLogin(false);
  if (response.ok) return response;
  throw new ApiError(parseProblem(response.status, await bodyOf(response, init.signal)));
}

export async function request<T>(url: string, init: RequestInit = {}): Promise<T> {
  return readJson<T>(await respond(url, init), init.signal);
}

/** The body of an answer, undefined if it is empty. */
export async function readJson<T>(response: Response, signal?: AbortSignal | null): Promise<T> {
  const body = await bodyOf(response, signal);
  try {
    return (body ? JSON.parse(body) : undefined) as T;
  } catch {
    throw new ApiError(unreadable(`HTTP status ${response.status} with a body that is not JSON.`, 0));
  }
}

export function bodyOf(response: Response, signal?: AbortSignal | null): Promise<string> {
  return reached(() => response.text(), signal);
}

/** Converts connection failures to {@link ApiError}, unless the caller aborted the request. */
async function reached<T>(carry: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
  try {
    return await carry();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    reportReached(false);
    throw new ApiError(unreachable());
  }
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const body = await request<T | undefined>(address(path, query), signal ? { signal } : {});
  if (body === undefined) throw new ApiError(unreadable('The body of the answer is empty.', 0));
  return body;
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
  return unreadable(`HTTP status ${status} without a description of the problem.`, status);
}

function unreadable(detail: string, status: number): Problem {
  return { type: 'about:blank', title: 'The server gave an answer that could not be read', status, detail };
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
