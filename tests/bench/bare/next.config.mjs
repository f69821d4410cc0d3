/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  serverExternalPackages: ['@electric-sql/pglite', 'postgres', 'bcryptjs'],
  typescript: { ignoreBuildErrors: true },
  outputFileTracingExcludes: { '**': ['**/*'] },
  // It is built in a folder of its own, and takes db/ from the repository.
  experimental: { externalDir: true, agentUpgrade: false },
}
