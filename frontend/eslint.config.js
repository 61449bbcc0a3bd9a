import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Imports go one way: app -> features -> shared -> api, and a feature never sees another. A folder imports its
// own files relatively and the others by '@/folder', so that each rule below is a list of forbidden prefixes.
const features = readdirSync(new URL('./src/features', import.meta.url));
const zone = (folder, forbidden) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...forbidden.map((other) => ({
            group: [`@/${other}`, `@/${other}/**`],
            message: `src/${folder} may not use src/${other}.`,
          })),
          {
            regex: `(^|/)\\.\\./(${['app', 'api', 'shared', 'features', ...features].join('|')})(/|$)`,
            message: "Write '@/folder/file' for an import from another folder.",
          },
        ],
      },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist', 'playwright-report', 'test-results', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  { files: ['scripts/**', '*.config.*', 'e2e/**'], languageOptions: { globals: globals.node } },
  zone('api', ['app', 'features', 'shared']),
  zone('shared', ['app', 'features']),
  zone('features', ['app']),
  ...features.map((feature) =>
    zone(`features/${feature}`, [
      'app',
      ...features.filter((f) => f !== feature).map((f) => `features/${f}`),
    ]),
  ),
);
