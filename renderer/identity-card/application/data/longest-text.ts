/**
 * Signs a text of the draft may hold. Wider than any rule allows on purpose: a field that cut a paste at the rule's own limit
 * would keep half a name in silence, where the rule can say that it is too long.
 */
export const LONGEST_TEXT = 500
