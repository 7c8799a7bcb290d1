const began = performance.now()
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} 秒`

/** @param {string} line */
export function say(line) {
  console.log(`[${seconds(began).padStart(8)}] ${line}`)
}

/**
 * Says what is being done while it lasts, so that nobody takes a long step for a hang.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const start = performance.now()
  say(`${what}……`)
  const alive = setInterval(() => say(`${what}……已用 ${seconds(start)}`), 10_000)
  try {
    const result = await work()
    say(`${what}：完成，用时 ${seconds(start)}`)
    return result
  } finally {
    clearInterval(alive)
  }
}
