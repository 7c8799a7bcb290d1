import { getDb } from '@/db/client'
import { fileStore } from '@/lib/platform/file-store'
import { logUnexpected } from '@/lib/platform/log'
import { sweepStaging } from '@/lib/platform/uploads'
import { sealAudit } from './seal-audit'
import { sweepFiles } from './sweep-files'

const SEAL_EVERY_MS = 10_000
const SWEEP_EVERY_MS = 3_600_000
/** Long enough to come back to a form after a night; what no form claimed by then never will be. */
const STAGED_HOURS = 24
const SWEEP_FILES_EVERY_MS = 6 * SWEEP_EVERY_MS
/** Longer than an upload waits, so that a form that was refused can be sent again with what it took. */
const UNLINKED_HOURS = 48

// Modules are evaluated anew at each reload in development; a second loop would only get in the way.
const shared = globalThis as typeof globalThis & { luoshiLoop?: true }

const every = (milliseconds: number, job: string, work: () => Promise<unknown>): NodeJS.Timeout => {
  let isRunning = false
  const timer = setInterval(async () => {
    if (isRunning) return
    isRunning = true
    try {
      await work()
    } catch (error) {
      logUnexpected(error, { job })
    } finally {
      isRunning = false
    }
  }, milliseconds)
  // The server keeps the process alive, never its housekeeping.
  return timer.unref()
}

/** What the server does by itself: seals the record, sweeps uploads that nobody claimed and contents that nothing refers to. */
export const startLoop = (): void => {
  if (shared.luoshiLoop) return
  shared.luoshiLoop = true
  // The first pass looks everywhere: what was written while no server ran.
  let everywhere = true
  const timers = [
    every(SEAL_EVERY_MS, 'seal', async () => {
      await sealAudit(getDb(), { everywhere })
      everywhere = false
    }),
    every(SWEEP_EVERY_MS, 'sweep', () => sweepStaging(STAGED_HOURS)),
    every(SWEEP_FILES_EVERY_MS, 'sweep files', () =>
      sweepFiles(getDb(), fileStore(), { now: new Date(), graceHours: UNLINKED_HOURS }),
    ),
  ]
  process.once('SIGTERM', () => {
    for (const timer of timers) clearInterval(timer)
  })
}
