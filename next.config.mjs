/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  experimental: { agentUpgrade: false },
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['exceljs', 'postgres', 'pino', '@node-rs/argon2', '@tus/server', '@tus/file-store'],
  turbopack: { root: import.meta.dirname },
}

export default config
