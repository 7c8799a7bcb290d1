import type { FormValues } from './form-values.view'

/** What was typed and has not reached the server yet; on this device and for this person only. */
export interface LocalCopy {
  values: FormValues
  at: number
}

const read = (key: string): LocalCopy | null => {
  try {
    const text = localStorage.getItem(key)
    return text ? (JSON.parse(text) as LocalCopy) : null
  } catch {
    return null
  }
}

const write = (key: string, values: FormValues): void => {
  try {
    localStorage.setItem(key, JSON.stringify({ values, at: Date.now() } satisfies LocalCopy))
  } catch {
    // Storage is full or switched off: the server's copy is then the only one.
  }
}

const clear = (key: string): void => {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing to clear where nothing can be stored.
  }
}

export const localCopy = { read, write, clear }
