/** How all plots look, and how an option of ECharts becomes an SVG. Pure. */
import { init, type EChartsOption, type LineSeriesOption } from 'echarts';

export const INK = '#24292f';
/** Told apart by people who see no red or green (Okabe and Ito's colours). */
export const PALETTE = {
  ours: '#0072b2',
  theirs: '#e69f00',
  ideal: '#b8bec5',
  alarm: '#d55e00',
  parts: ['#0072b2', '#e69f00', '#56b4e9', '#009e73', '#cc79a7'],
};

/** Title, legend and grid. */
export function theme(title: string, subtitle: string): EChartsOption {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: PALETTE.parts,
    textStyle: { fontFamily: 'sans-serif', color: INK },
    title: {
      text: title,
      subtext: subtitle,
      left: 10,
      itemGap: 6,
      textStyle: { fontSize: 15, color: INK },
    },
    legend: { top: 12, right: 20 },
    grid: { left: 70, right: 30, top: 80, bottom: 50 },
  };
}

/** An axis with a label for each power of ten; what it counts stands in the subtitle or in the labels. */
export function logAxis(format: (value: number) => string, min?: number) {
  return { type: 'log' as const, min, axisLabel: { formatter: format } };
}

/** A dashed line of goals. */
export function goalLine(name: string, data: [number, number][]): LineSeriesOption {
  return {
    name,
    type: 'line',
    data,
    lineStyle: { type: 'dashed', color: PALETTE.alarm },
    itemStyle: { color: PALETTE.alarm },
  };
}

/** 12,345 as `12k`, 0.5 as `0.5`; the empty text for what is no number. */
export function compact(value: unknown): string {
  if (typeof value !== 'number') return '';
  return new Intl.NumberFormat('en', { notation: 'compact' }).format(value).replace('K', 'k');
}

/** Minutes as `41 min` or `2.2 h`; the empty text for what is no number. */
export function inMinutes(value: unknown): string {
  if (typeof value !== 'number') return '';
  if (value < 90) return `${Math.round(value)} min`;
  return `${(value / 60).toFixed(value < 600 ? 1 : 0)} h`;
}

/** Draws it, without a browser. */
export function drawn(option: EChartsOption, { width = 860, height = 400 } = {}): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return `${chart.renderToSVGString()}\n`;
  } finally {
    chart.dispose();
  }
}
