import { defineConfig, globalIgnores } from 'eslint/config'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import pluginVue from 'eslint-plugin-vue'
import prettier from 'eslint-config-prettier'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Who may not import whom. The same arrows stand in ARCHITECTURE.md. */
const forbidden = [
  ['contract', ['main', 'preload', 'renderer', 'agents', 'lessons']],
  ['lessons', ['main', 'preload', 'renderer', 'agents']],
  ['agents', ['main', 'preload', 'renderer', 'lessons']],
  ['renderer', ['main', 'preload', 'agents']],
  ['preload', ['main', 'renderer', 'agents', 'lessons']],
  ['main/lab', ['main/desktop', 'main/browser', 'main/cli', 'preload', 'renderer']],
  ['main/browser', ['main/desktop', 'renderer']],
  ['main/desktop', ['main/browser', 'renderer']],
]
const zones = forbidden.flatMap(([from, targets]) =>
  targets.map((to) => ({
    target: `./src/${from}`,
    from: `./src/${to}`,
    // The declaration of the student API is text to the editor, which completes from it.
    ...(from === 'renderer' && to === 'agents' ? { except: ['./node/api'] } : {}),
    message: `src/${from} must not know src/${to} (see ARCHITECTURE.md, arrows).`,
  })),
)

export default defineConfig(
  globalIgnores([
    'out',
    'dist',
    'coverage',
    'test-results',
    'playwright-report',
    'tests/fixtures',
    'src/lessons/**/program.ts',
  ]),
  tseslint.configs.recommended,
  pluginVue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
  },
  { files: ['scripts/**', 'bin/**', 'bench/**', '*.config.*'], languageOptions: { globals: globals.node } },
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.vue'] })],
      'import-x/extensions': ['.ts', '.vue', '.js'],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['src/main/**', 'src/agents/**', 'src/contract/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'Only the desktop shell and its preload know Electron.' }] },
      ],
    },
  },
  { files: ['src/main/index.ts', 'src/main/desktop/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['tests/**', 'src/**/*.d.ts'],
    rules: {
      'no-var': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-function-type': 'off',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  prettier,
)
