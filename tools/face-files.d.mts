/** Copies the models of the face and the program that runs them to `face/` beside the window's page. */
export function copyFaceFiles(windowFolder: string): void
