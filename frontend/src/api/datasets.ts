import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { reportLogin, reportReached } from './connection';
import {
  ApiError,
  address,
  bodyOf,
  get,
  parseProblem,
  request,
  respond,
  unreachable,
  type Query,
} from './http';
import { CALM } from './polling';
import type { Dataset, Page } from './types';

const TEXT = 'text/plain, application/problem+json';
const ALL = ['datasets'] as const;

export const datasetQueries = {
  list: (query: Query) =>
    queryOptions({
      queryKey: [...ALL, 'list', query],
      queryFn: ({ signal }) => get<Page<Dataset>>('/datasets', query, signal),
      placeholderData: keepPreviousData,
      refetchInterval: CALM,
    }),

  one: (name: string) =>
    queryOptions({
      queryKey: [...ALL, name],
      queryFn: ({ signal }) => get<Dataset>(`/datasets/${encodeURIComponent(name)}`, {}, signal),
    }),

  text: (name: string) =>
    queryOptions({
      queryKey: [...ALL, name, 'text'],
      queryFn: async ({ signal }) => {
        const response = await respond(textAddress(name), { signal, headers: { Accept: TEXT } });
        return bodyOf(response, signal);
      },
      staleTime: Infinity,
      structuralSharing: false,
    }),
};

export function textAddress(name: string): string {
  return address(`/datasets/${encodeURIComponent(name)}/text`);
}

export interface Upload {
  file: File;
  name: string;
  encoding: string | null;
  /** text, or one of the ways of writing labeled texts. */
  format: string;
  onProgress: (fraction: number) => void;
}

export function useUploadDataset() {
  const client = useQueryClient();
  return useMutation({ mutationFn: upload, onSuccess: () => client.invalidateQueries({ queryKey: ALL }) });
}

export function useDeleteDataset(name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request<undefined>(address(`/datasets/${encodeURIComponent(name)}`), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: [...ALL, 'list'] }),
  });
}

// XMLHttpRequest, because fetch does not tell how much of a body has been sent. The file is the last part, so
// that a server that streams it already knows its name and encoding.
function upload({ file, name, encoding, format, onProgress }: Upload): Promise<Dataset> {
  const form = new FormData();
  if (name) form.append('name', name);
  if (encoding) form.append('encoding', encoding);
  if (format !== 'text') form.append('format', format);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    call.onload = () => {
      reportReached(true);
      if (call.status === 401) reportLogin(false);
      if (call.status >= 200 && call.status < 300) resolve(JSON.parse(call.responseText) as Dataset);
      else reject(new ApiError(parseProblem(call.status, call.responseText)));
    };
    call.onerror = () => {
      reportReached(false);
      reject(new ApiError(unreachable()));
    };
    call.open('POST', address('/datasets'));
    call.setRequestHeader('Accept', 'application/json, application/problem+json');
    call.send(form);
  });
}
