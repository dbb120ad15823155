/** `15032001` → `15/03/2001`, `032001` → `03/2001`, `15.3.2001` → `15/03/2001`; anything else is left as it was typed. */
export function withStrokes(text: string): string {
  const digits = /^(?:(\d{2})(\d{2})|(\d{2}))(\d{4})$/.exec(text)
  if (digits) return digits[1] === undefined ? `${digits[3]}/${digits[4]}` : `${digits[1]}/${digits[2]}/${digits[4]}`
  const parts = /^(\d{1,2})[/.\- ](?:(\d{1,2})[/.\- ])?(\d{4})$/.exec(text)
  if (!parts) return text
  return [parts[1], parts[2]]
    .filter((part): part is string => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .concat(parts[3] ?? '')
    .join('/')
}
