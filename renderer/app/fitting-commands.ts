import { foldText } from '../../domain/person/fold.ts'
import type { PlacedCommand } from '../kit/command.ts'

/** Commands whose words hold every word typed, marks ignored. */
export function fittingCommands(commands: readonly PlacedCommand[], typed: string): readonly PlacedCommand[] {
  const wanted = foldText(typed).split(' ')
  return commands.filter((command) => {
    const words = foldText(`${command.words} ${command.alsoCalled ?? ''} ${command.keys ?? ''}`)
    return wanted.every((word) => words.includes(word) || words.replaceAll(' ', '').includes(word))
  })
}
