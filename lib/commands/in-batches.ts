/** PostgreSQL takes 65,535 parameters a statement; a task has some twenty. */
const ROWS = 1000

export const inBatches = async <T, R>(rows: readonly T[], write: (batch: T[]) => Promise<R[]>): Promise<R[]> => {
  const written: R[] = []
  for (let at = 0; at < rows.length; at += ROWS) written.push(...(await write(rows.slice(at, at + ROWS))))
  return written
}
