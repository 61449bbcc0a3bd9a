import type { Page } from '@playwright/test';
import { seed, type SeededTrial } from './seed';
import { expect, test } from './support';
import { curves, trialTable as table } from './trials';

declare global {
  interface Window {
    /** Texts that the canvases of the page have drawn, in their own pixels, since they were last cleared. */
    drawn: Map<
      HTMLCanvasElement,
      { text: string; left: number; top: number; right: number; bottom: number }[]
    >;
  }
}

/** Values of a diverged search next to each other, as its trials may come to them. */
const SEARCHES = {
  'from 1e-30': [1e-30, 2.5e-30, 7e-29],
  'up to 1e30': [0.5, 12_470_671_495, 1e30],
  'all of 1e30': [1e30, 2e30, 3e30],
  millions: [999_999, 1_234_567, 88_000_000],
  'nearly equal': [1.000001, 1.0000011, 1.0000012],
};

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.drawn = new Map();
    const proto = CanvasRenderingContext2D.prototype;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the canvas as `this` below
    const { fillText, clearRect } = proto;
    proto.fillText = function (text: string, x: number, y: number, most?: number) {
      const size = this.measureText(text);
      const corners = [
        [x - size.actualBoundingBoxLeft, y - size.actualBoundingBoxAscent],
        [x + size.actualBoundingBoxRight, y + size.actualBoundingBoxDescent],
      ].map(([left, top]) => this.getTransform().transformPoint(new DOMPoint(left, top)));
      const [xs, ys] = [corners.map((one) => one.x), corners.map((one) => one.y)];
      const box = {
        text,
        left: Math.min(...xs),
        right: Math.max(...xs),
        top: Math.min(...ys),
        bottom: Math.max(...ys),
      };
      window.drawn.set(this.canvas, [...(window.drawn.get(this.canvas) ?? []), box]);
      if (most === undefined) fillText.call(this, text, x, y);
      else fillText.call(this, text, x, y, most);
    };
    proto.clearRect = function (...box) {
      window.drawn.delete(this.canvas);
      clearRect.apply(this, box);
    };
    const width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width');
    Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
      get: () => undefined,
      ...width,
      set(this: HTMLCanvasElement, value: number) {
        window.drawn.delete(this);
        width?.set?.call(this, value);
      },
    });
  });
});

for (const [name, values] of Object.entries(SEARCHES))
  for (const width of [390, 1440])
    test(`labels of values ${name} are whole and apart on ${width} pixels`, async ({ page, request }) => {
      const { id } = await seed(request, {
        name: `values ${name} on ${width}`,
        parameters: `  learning_rate: {distribution: log_uniform_values, min: 1e-30, max: 10}
  weight_decay: {min: 0.0, max: 1}
  layers: {values: [1, 2]}
  hidden_units: {values: [8, 16]}`,
        trials: Array.from({ length: 9 }, (_, index) => someTrial(values, index)),
      });
      await page.setViewportSize({ width, height: 6_000 });
      for (const scale of ['', '?scale=log', '?over=parameters.layers&and=parameters.hidden_units']) {
        await page.goto(`/experiments/${id}${scale}`);
        await expect(curves(page)).toBeVisible();
        await expect(page.getByRole('img', { name: /over learning rate/ }).first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expect.poll(() => faults(page)).toEqual([]);
        await expect(table(page).getByRole('row')).toHaveCount(10);
      }
    });

function someTrial(values: readonly number[], index: number): SeededTrial {
  const value = values[index % values.length] ?? 1;
  return {
    parameters: {
      learning_rate: Number(`1e${-30 + index * 3}`),
      weight_decay: index / 9,
      layers: 1 + (index % 2),
      hidden_units: index % 3 === 0 ? 8 : 16,
    },
    state: 'COMPLETED',
    values: [value * 1.5, value],
  };
}

/** Labels that are cut off, or that touch another, in drawings, in the picture of parallel axes and in tables. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Box {
      text: string;
      left: number;
      right: number;
      top: number;
      bottom: number;
    }
    const found: string[] = [];
    const apart = (boxes: readonly Box[], where: string) => {
      boxes.forEach((one, index) =>
        boxes.slice(index + 1).forEach((other) => {
          const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const up = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (across > 0.5 && up > 0.5) found.push(`${where}: ${one.text} touches ${other.text}`);
        }),
      );
    };
    const inside = (boxes: readonly Box[], frame: Omit<Box, 'text'>, where: string) => {
      for (const one of boxes)
        if (
          one.left < frame.left - 1 ||
          one.right > frame.right + 1 ||
          one.top < frame.top - 1 ||
          one.bottom > frame.bottom + 1
        )
          found.push(`${where}: ${one.text} is cut`);
    };
    let drawings = 0;
    for (const [canvas, boxes] of window.drawn) {
      if (!canvas.isConnected) continue;
      drawings++;
      const where = canvas.closest('section')?.querySelector('h2')?.textContent ?? 'a drawing';
      apart(boxes, where);
      if (where === 'Curves' && boxes.filter(({ text }) => /\d/.test(text)).length < 4)
        found.push(`Curves: only ${boxes.map(({ text }) => text).join()}`);
      inside(boxes, { left: 0, top: 0, right: canvas.width, bottom: canvas.height }, where);
    }
    if (drawings < 4) found.push(`only ${drawings} drawings`);
    const parallel = Array.from(document.querySelectorAll('svg[role=group] text')).map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { text: element.childNodes[0]?.textContent ?? '', left, right, top, bottom };
    });
    const picture = document.querySelector('svg[role=group]');
    if (!picture || parallel.length < 10) return [...found, 'no parallel axes'];
    apart(parallel, 'parallel axes');
    inside(parallel, picture.getBoundingClientRect(), 'parallel axes');
    for (const label of parallel) if (label.text.includes('…')) found.push(`parallel axes: ${label.text}`);
    for (const cell of Array.from(document.querySelectorAll('td[data-numeric], td button')))
      if (cell.scrollWidth > cell.clientWidth + 1) found.push(`a cell: ${cell.textContent} is cut`);
    return found;
  });
}
