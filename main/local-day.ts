/** Today in this machine's zone, `YYYY-MM-DD`. */
export function localDay(now: number): string {
  const date = new Date(now)
  return [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-')
}
