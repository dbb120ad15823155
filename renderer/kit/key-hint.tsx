/** The key that does the same as the button it stands in. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="k-key" aria-hidden="true">
      {keys}
    </span>
  )
}
