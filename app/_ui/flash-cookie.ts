/**
 * Whoever leaves the page for another puts his message here; the shell of the next page shows it once. Readable by scripts
 * because the island clears it; it holds the sentence and nothing else.
 */
export const flashCookie = 'luoshi-flash'

/** For the browser, right before it goes on to the page that will say it. */
export const leaveFlash = (text: string): void => {
  document.cookie = `${flashCookie}=${encodeURIComponent(text)}; path=/; max-age=20; samesite=lax`
}
