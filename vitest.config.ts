import { defineConfig } from 'vitest/config'

const elsewhere = ['**/node_modules/**', '.next/**', '.data/**', 'e2e/**']
const alias = { '@': import.meta.dirname }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...elsewhere, '**/*.db.test.ts', '**/boundaries.test.ts'],
          // Two runners at once on two cores: what takes two seconds alone may take ten.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: elsewhere,
          globalSetup: ['db/testing-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'boundaries',
          include: ['lib/platform/boundaries.test.ts'],
          exclude: elsewhere,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
