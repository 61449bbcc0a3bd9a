import { useState } from 'react';

/**
 * The value, or the last one there was while there is none: a list stays in sight while its next version is read or
 * cannot be read. The value must stay the same object from one drawing to the next.
 */
export function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  if (value !== undefined && value !== kept) setKept(value);
  return value ?? kept;
}
