/**
 * The import rules of the house (docs/decisions/0001): domain <- contracts <- server <- features <- app, with ui, cli and
 * simulators beside. Biome says the same in the editor; here they hold for relative paths and for what is re-exported too.
 * tests/architecture proves that the modules are seen and that a planted violation is caught.
 */
const layer = (/** @type {string[]} */ ...names) => `^src/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'src/domain imports itself and decimal.js: no I/O, no framework, no zod, no Node module.',
      severity: 'error',
      from: { path: layer('domain') },
      to: { pathNot: ['^src/domain/', '(^|/)node_modules/decimal\\.js/', '^decimal\\.js$'] },
    },
    {
      name: 'contracts-know-the-domain-only',
      comment: 'What crosses a wire runs in the browser too.',
      severity: 'error',
      from: { path: layer('contracts') },
      to: { path: layer('server', 'features', 'app', 'ui', 'cli', 'simulators') },
    },
    {
      name: 'contracts-are-isomorphic',
      severity: 'error',
      from: { path: layer('contracts') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-knows-no-pages',
      severity: 'error',
      from: { path: layer('server') },
      to: { path: layer('features', 'app', 'ui', 'cli', 'simulators') },
    },
    {
      name: 'ui-knows-no-feature',
      comment: 'The design system may show money and days; it knows neither features nor the server.',
      severity: 'error',
      from: { path: layer('ui') },
      to: {
        path: '^src/',
        pathNot: ['^src/ui/', '^src/domain/(money|calendar|shared)/', '^src/contracts/money', '^src/contracts/day'],
      },
    },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'features-know-no-routes',
      severity: 'error',
      from: { path: layer('features') },
      to: { path: layer('app', 'cli', 'simulators') },
    },
    {
      name: 'nothing-imports-a-route',
      comment: 'A route may import its own parts, nobody else may.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'routes-know-no-command-line',
      severity: 'error',
      from: { path: layer('app') },
      to: { path: layer('cli', 'simulators') },
    },
    {
      name: 'seller-pages-read-no-ops-queries',
      severity: 'error',
      from: { path: '^src/(features|app)/', pathNot: ['^src/features/(ops|[^/]+/ops-)', '^src/app/\\(ops\\)/'] },
      to: { path: '^src/server/queries/ops' },
    },
    {
      name: 'pages-of-sellers-see-their-shops-only',
      comment:
        'sellerDatabase() is what pages and actions read and write by (docs/decisions/0020). Those named here serve nobody, or somebody who is not known yet.',
      severity: 'error',
      from: {
        path: '^src/(features|app)/',
        pathNot: [
          '^src/features/(sign-in|security|invitations|test-clock|mailbox)/',
          '^src/features/[^/]+/ops-',
          '^src/app/(\\((public|ops)\\)|api/stripe)/',
        ],
      },
      to: { path: '^src/server/db/(site|ops)' },
    },
    {
      name: 'command-line-is-thin',
      comment: 'The command line and the jobs call commands and queries.',
      severity: 'error',
      from: { path: ['^src/cli/', '^src/server/jobs/'] },
      to: { path: layer('features', 'app', 'ui') },
    },
    {
      name: 'simulators-stand-alone',
      comment: 'The outside world of the demo: only its own entry point imports it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/simulators/' },
      to: { path: '^src/simulators/' },
    },
    {
      name: 'code-imports-no-tests',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { path: '^(tests|e2e|bench)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^src/server/db/generated' },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^src/server/db/generated'] },
    exclude: { path: ['^src/server/db/generated', '^\\.next'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['react-server', 'import', 'node', 'default', 'types'],
    },
  },
};
