/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // The embedded database finds its WebAssembly beside its own code; bundled, it would not.
  serverExternalPackages: ['@electric-sql/pglite', 'postgres', 'bcryptjs'],
  typescript: {
    // `npm run check` checks the types; a person who starts the app need not wait for it.
    ignoreBuildErrors: true,
    // A config that extends another one is left as it is; Next would rewrite tsconfig.json.
    tsconfigPath: 'tsconfig.next.json',
  },
  // The server runs where it was built, so nobody needs the list of files to copy; it takes half of a build.
  outputFileTracingExcludes: { '**': ['**/*'] },
  // No look at a third party while developing.
  experimental: {
    agentUpgrade: false,
    // Behind a proxy that rewrites Host, forms come from an origin that Next does not know; read at start, not at build.
    serverActions: process.env.APP_URL
      ? { allowedOrigins: [new URL(process.env.APP_URL).host] }
      : {},
  },
  devIndicators: false,
}
