import type { IppAttribute, IppGroup, IppMessage, IppValue } from './ipp-message.ts'

/** Groups of one kind, e.g. one for each job of Get-Jobs. */
export function groupsOf(message: IppMessage, tag: number): readonly IppGroup[] {
  return message.groups.filter((group) => group.tag === tag)
}

export function valuesOf(group: IppGroup | undefined, name: string): readonly IppValue[] {
  return group?.attributes.find((attribute) => attribute.name === name)?.values ?? []
}

function textOf(value: IppValue): string | undefined {
  return 'value' in value && typeof value.value === 'string' ? value.value : undefined
}

export function textsOf(group: IppGroup | undefined, name: string): readonly string[] {
  return valuesOf(group, name)
    .map(textOf)
    .filter((text) => text !== undefined)
}

export function findText(group: IppGroup | undefined, name: string): string | undefined {
  return textsOf(group, name)[0]
}

export function findNumber(group: IppGroup | undefined, name: string): number | undefined {
  const value = valuesOf(group, name)[0]
  return value?.type === 'integer' || value?.type === 'enum' ? value.value : undefined
}

export function findBoolean(group: IppGroup | undefined, name: string): boolean | undefined {
  const value = valuesOf(group, name)[0]
  return value?.type === 'boolean' ? value.value : undefined
}

/** Every number an attribute names, for lists of enums such as operations-supported. */
export function numbersOf(group: IppGroup | undefined, name: string): readonly number[] {
  return valuesOf(group, name)
    .map((value) => (value.type === 'integer' || value.type === 'enum' ? value.value : undefined))
    .filter((value) => value !== undefined)
}

/** Short ways to write attributes. */
export const attribute = {
  text: (name: string, value: string): IppAttribute => ({ name, values: [{ type: 'text', value }] }),
  name: (name: string, value: string): IppAttribute => ({ name, values: [{ type: 'name', value }] }),
  keyword: (name: string, ...values: readonly string[]): IppAttribute => ({
    name,
    values: values.map((value) => ({ type: 'keyword', value })),
  }),
  uri: (name: string, value: string): IppAttribute => ({ name, values: [{ type: 'uri', value }] }),
  charset: (name: string, value: string): IppAttribute => ({ name, values: [{ type: 'charset', value }] }),
  language: (name: string, value: string): IppAttribute => ({ name, values: [{ type: 'natural-language', value }] }),
  mimeType: (name: string, ...values: readonly string[]): IppAttribute => ({
    name,
    values: values.map((value) => ({ type: 'mime-type', value })),
  }),
  integer: (name: string, ...values: readonly number[]): IppAttribute => ({
    name,
    values: values.map((value) => ({ type: 'integer', value })),
  }),
  enum: (name: string, ...values: readonly number[]): IppAttribute => ({
    name,
    values: values.map((value) => ({ type: 'enum', value })),
  }),
  boolean: (name: string, value: boolean): IppAttribute => ({ name, values: [{ type: 'boolean', value }] }),
  range: (name: string, from: number, to: number): IppAttribute => ({ name, values: [{ type: 'range', from, to }] }),
} as const
