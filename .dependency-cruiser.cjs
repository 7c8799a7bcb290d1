// Who may import whom (DESIGN §7): default deny, every line is a permission. Checked by lib/platform/boundaries.test.ts.
const core = { dependencyTypes: ['core'] }
const npm = (...names) => names.map((name) => `^node_modules/${name}/`)
const anyPackage = '^node_modules/'
const style = '\\.(css|svg)$'

const domain = '^lib/domain/'
const input = '^lib/input/'
const platform = '^lib/platform/[^/]+\\.ts$'
const db = '^db/'
const auth = '^lib/auth/'
const queries = '^lib/queries/'
const commands = '^lib/commands/'
const documents = '^lib/documents/'
const ui = '^app/_ui/'
const belowApp = '^(lib|db)/'

/** A test may use all that its code may, the test tools, and builders of data. */
const test = '\\.test\\.tsx?$'
const except = (path, ...not) => ({ path, pathNot: [test, ...not] })

/** One rule for each permission: the checker refuses long alternatives as unsafe. */
const may = (from, targets) =>
  targets.map((target) => ({ from, to: typeof target === 'string' ? { path: target } : target }))

const allowed = [
  ...may({ path: test }, [belowApp, '^app/', '^proxy\\.ts$', anyPackage, core]),
  ...may(except(domain), [domain]),
  ...may(except(input), [input, domain, ...npm('zod')]),
  ...may(except(platform), [platform, anyPackage, core]),
  // The launchers put everything together, and are no part of the application.
  ...may({ path: '^lib/platform/[^/]+\\.mjs$' }, [belowApp, anyPackage, core]),
  ...may(except(db), [db, domain, '^lib/platform/(env|clock)\\.ts$', ...npm('drizzle-orm', 'postgres'), core]),
  ...may({ path: '^db/testing(-setup)?\\.ts$' }, [...npm('vitest'), '^lib/platform/postgres\\.mjs$']),
  ...may(except(auth), [
    auth,
    db,
    domain,
    platform,
    ...npm('next-auth', 'next', '@node-rs/argon2', 'react', 'drizzle-orm'),
    core,
  ]),
  ...may(except(queries), [queries, db, domain, ...npm('drizzle-orm')]),
  // run.ts and shared steps, never another command: boundaries.ts sees to that.
  ...may(except(commands), [commands, db, domain, input, platform, ...npm('drizzle-orm', 'zod'), core]),
  ...may(except(documents), [documents, domain, anyPackage, core]),
  ...may(except('^lib/jobs/'), ['^lib/jobs/', commands, queries, db, domain, platform, anyPackage, core]),
  ...may(except('^lib/(scenario|cli)/'), [belowApp, anyPackage, core]),
  ...may(except('^(proxy|instrumentation)\\.ts$'), [auth, platform, '^lib/jobs/', ...npm('next', 'next-auth')]),

  ...may(except(ui), [ui, domain, style, ...npm('react', 'react-dom', 'next', 'react-hook-form', 'tus-js-client')]),
  ...may({ path: '^app/_action\\.ts$' }, [
    auth,
    '^lib/commands/run\\.ts$',
    domain,
    platform,
    '^db/client\\.ts$',
    ...npm('next', 'zod'),
  ]),
  ...may({ path: '^app/.*/actions\\.ts$' }, ['^app/_action\\.ts$', commands, input, domain, ...npm('next')]),
  // From here on "own" is meant where app/ is named; boundaries.ts refuses the folder next door.
  ...may({ path: '^app/.*\\.client\\.tsx?$' }, [
    '^app/.*\\.(client|view)\\.tsx?$',
    '^app/.*/actions\\.ts$',
    domain,
    input,
    ui,
    style,
    ...npm(
      'react',
      'react-dom',
      'next',
      'next-auth',
      'react-hook-form',
      '@hookform/resolvers',
      'tus-js-client',
      'zod',
      'idb',
    ),
  ]),
  // Pages, layouts, endpoints and the server components which lie beside them; the database only to hand it on.
  ...may(except('^app/', '\\.client\\.tsx?$', '/actions\\.ts$', '^app/_action\\.ts$', '^app/_ui/'), [
    '^app/',
    auth,
    queries,
    commands,
    documents,
    domain,
    input,
    platform,
    style,
    '^db/(client|calendar)\\.ts$',
    ...npm('react', 'next', 'next-auth', 'zod'),
    core,
  ]),
  ...may({ path: '^e2e/' }, ['^e2e/', belowApp, anyPackage, core]),
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(app|db|lib)/',
        pathNot: [
          '^app/.*(page|layout|loading|error|not-found|route|icon)\\.tsx?$',
          '\\.d\\.ts$',
          '/offline/worker\\.js$',
        ],
      },
      to: {},
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-tools-in-the-product',
      severity: 'error',
      from: { pathNot: [test, '^e2e/', '^lib/scenario/', '^db/testing'] },
      to: { path: '^db/testing' },
    },
  ],
  allowed,
  allowedSeverity: 'error',
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
}
