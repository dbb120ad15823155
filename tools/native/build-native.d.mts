/** Compiles what has changed of the C++ engine; gives the folder with `libfingerprint.a` and `bin/`. */
export function buildNative(options?: { sanitize?: boolean; checks?: boolean }): Promise<string>
