/** A plain table with heads; an empty one says so. Wide ones scroll by themselves, by keyboard too. */
export function RecordTable({
  label,
  heads,
  rows,
  empty,
}: {
  label: string
  heads: readonly string[]
  rows: readonly { readonly key: string; readonly cells: readonly string[] }[]
  empty: string
}) {
  if (rows.length === 0) return <p className="k-description">{empty}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this only scrolls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="table-room" role="group" aria-label={label} tabIndex={0}>
      <table className="records">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td key={heads[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
