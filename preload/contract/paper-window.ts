/** Titles by which the sheet for the spooler says how far it is: it has no other word to the shell. */
export const PAPER_WAITS = 'so-bo-paper-waits'
export const PAPER_DRAWN = 'so-bo-paper-drawn'
export const PAPER_FAILED = 'so-bo-paper-failed'
