import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Far from every verdict's colour: chrome never looks like an answer. */
const petrol: MantineColorsTuple = [
  '#e8f3f4',
  '#d3e5e7',
  '#a8cbcf',
  '#79afb5',
  '#53979f',
  '#3a8790',
  '#2a7d87',
  '#1d6b74',
  '#125d66',
  '#054c54',
];

const dark: MantineColorsTuple = [
  '#e6eaeb',
  '#c5cdcf',
  '#9fa9ac',
  '#747f83',
  '#3b4549',
  '#2b3438',
  '#1f272a',
  '#151b1d',
  '#0f1415',
  '#0a0d0e',
];

const gray: MantineColorsTuple = [
  '#f8f7f4',
  '#f1efeb',
  '#e6e4df',
  '#d8d6d0',
  '#c3c2bc',
  '#a0a29e',
  '#6c7272',
  '#4b5254',
  '#32393b',
  '#1c2224',
];

export const theme = createTheme({
  fontFamily: "'Atkinson Hyperlegible Next', system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  colors: { petrol, dark, gray },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  black: '#161c1e',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's muted texts are too pale for WCAG AA; ours reach 4.5:1 on every ground they stand on. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f8f7f4',
    '--mantine-color-dimmed': '#5a6163',
    '--mantine-color-placeholder': '#666d6f',
    '--mantine-color-error': '#b3152a',
    '--mantine-color-anchor': '#125d66',
  },
  dark: {
    '--mantine-color-body': '#0f1415',
    '--mantine-color-dimmed': '#a3adb0',
    '--mantine-color-placeholder': '#96a1a4',
    '--mantine-color-error': '#ff8f95',
    '--mantine-color-anchor': '#79c0c8',
  },
});
