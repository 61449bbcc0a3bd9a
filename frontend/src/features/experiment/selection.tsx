import { createContext, use, useMemo, useState, type ReactNode } from 'react';

/** Trials picked to do something with together; by id. */
export interface Selection {
  ids: ReadonlySet<number>;
  toggle: (id: number) => void;
  setAll: (ids: readonly number[]) => void;
  clear: () => void;
}

const Context = createContext<Selection | null>(null);

export function SelectionProvider({ children }: { children: ReactNode }) {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const value = useMemo<Selection>(
    () => ({
      ids,
      toggle: (id) =>
        setIds((now) => {
          const next = new Set(now);
          if (!next.delete(id)) next.add(id);
          return next;
        }),
      setAll: (all) => setIds(new Set(all)),
      clear: () => setIds(new Set()),
    }),
    [ids],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSelection(): Selection {
  const selection = use(Context);
  if (!selection) throw new Error('useSelection outside of a SelectionProvider');
  return selection;
}
