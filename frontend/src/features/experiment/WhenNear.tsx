import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Reserves the height and renders the content if it comes near the viewport; afterwards the content stays. */
export function WhenNear({ height, children }: { height: number | undefined; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(height === undefined);
  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setNear(true);
      },
      { rootMargin: '1000px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  return near ? children : <div ref={place} style={{ height }} />;
}
