/** The 3:4 guide over the live picture: oval of the head, line of the shoulders, height of the eyes. */
export function Guide() {
  return (
    <svg className="a-guide" viewBox="0 0 300 400" aria-hidden="true" focusable="false">
      <path
        className="a-guide-veil"
        fillRule="evenodd"
        d="M0 0H300V400H0ZM150 62C96 62 72 110 72 172C72 240 108 292 150 292C192 292 228 240 228 172C228 110 204 62 150 62ZM10 400C18 340 70 318 112 306H188C230 318 282 340 290 400Z"
      />
      <ellipse className="a-guide-line" cx="150" cy="177" rx="78" ry="115" />
      <path className="a-guide-line" d="M10 400C18 340 70 318 112 306M290 400C282 340 230 318 188 306" />
      <path className="a-guide-eyes" d="M72 168H228" />
    </svg>
  )
}
