/** What was typed cannot be worked with; the message says which argument and why. */
export class WrongArguments extends Error {}
