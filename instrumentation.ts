/** Called by the framework once, when a server starts. */
export const register = async (): Promise<void> => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { noteCallers } = await import('@/lib/auth/caller')
  noteCallers()
  if (!process.env.DATABASE_URL) return
  const { startLoop } = await import('@/lib/jobs/loop')
  startLoop()
}
