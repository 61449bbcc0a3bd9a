import { expect, test } from 'vitest';
import { readListQuery, writeListQuery } from './useListQuery';

const defaults = { sort: '-created_at', size: 50 };
const read = (text: string) => readListQuery(new URLSearchParams(text), defaults);
const write = (text: string, change: Parameters<typeof writeListQuery>[1]) =>
  writeListQuery(new URLSearchParams(text), change, defaults).toString();

test('an empty address is the default list', () => {
  expect(read('')).toEqual({ page: 0, size: 50, sort: '-created_at', search: '', state: '' });
});

test('what somebody typed into the address cannot break the list', () => {
  expect(read('page=-3&size=100000')).toMatchObject({ page: 0, size: 50 });
  expect(read('page=1.5&size=x')).toMatchObject({ page: 0, size: 50 });
});

test('a filter goes back to the first page and leaves foreign fields alone', () => {
  expect(write('page=4&metric=val_loss', { state: 'FAILED' })).toBe('metric=val_loss&state=FAILED');
});

test('turning the page keeps the filter', () => {
  expect(write('state=FAILED', { page: 2 })).toBe('state=FAILED&page=2');
});

test('defaults are not written', () => {
  expect(write('sort=name&search=x', { sort: '-created_at', search: '' })).toBe('');
});
